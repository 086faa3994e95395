package dev.windlass.workflows.background;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.plan.Cron;
import java.util.List;

/** Lets timed jobs rest and run again, as values. What runs already is not stopped. */
final class CronCommands {

  /** What cron reads as a comment, and we as ours. */
  private static final String MARK = "#windlass paused: ";

  private CronCommands() {}

  static HostJob.Line pause(Cron cron) {
    String file = cron.file();
    return line(
        cron,
        file == null
            ? edit(
                """
                case $line in
                  '#'*) ;;
                  *{path}/*) line='%s'$line ;;
                esac\
                """
                    .formatted(MARK))
            : moved(file, aside(file)));
  }

  /** Also where nothing rests. */
  static HostJob.Line resume(Cron cron) {
    String file = cron.file();
    return line(
        cron, file == null ? edit("line=${line#'%s'}".formatted(MARK)) : moved(aside(file), file));
  }

  private static HostJob.Line line(Cron cron, String script) {
    return new HostJob.Line("cron", script, "{path}", cron.as(), List.of(), List.of());
  }

  /**
   * No crontab at all is one in which nothing has to rest. The dots keep empty lines at its end.
   */
  private static String edit(String eachLine) {
    return """
    table=$({as} crontab -l 2>&1 && echo .) || case $table in
      *'no crontab'*) exit 0 ;;
      *) echo "$table" >&2; exit 1 ;;
    esac
    edited=$(printf '%%s' "${table%%.}" | while IFS= read -r line || [ -n "$line" ]; do
    %s
      printf '%%s\\n' "$line"
    done && echo .)
    [ "$edited" = "$table" ] || printf '%%s' "${edited%%.}" | {as} crontab -\
    """
        .formatted(eachLine.indent(2).stripTrailing());
  }

  private static String moved(String from, String to) {
    return """
    if [ -e %1$s ]; then
      {as} mv -f -T %1$s %2$s
    elif [ ! -e %2$s ]; then
      echo %2$s: is not on this host >&2
      exit 1
    fi\
    """
        .formatted(from, to);
  }

  /** Every cron passes over names with a dot in front. */
  private static String aside(String file) {
    int name = file.lastIndexOf('/') + 1;
    return file.substring(0, name) + "." + file.substring(name) + ".windlass-paused";
  }
}
