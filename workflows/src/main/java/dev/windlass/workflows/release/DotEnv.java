package dev.windlass.workflows.release;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Writable;
import java.util.List;

/** The release's own {@code .env}: texts stand in the command, secrets come by standard input. */
public final class DotEnv {

  private DotEnv() {}

  /**
   * Single quotes are literal for every reader, so they come first; a value with a single quote or
   * a line break stands in double quotes, escaped as the readers of PHP understand it.
   */
  private static final String WRITER =
      """
      newline='
      '
      write() {
        case $2 in
          *\\'* | *"$newline"*)
            printf '%s="' "$1"
            printf '%s' "$2" | sed -e 's/[\\"$]/\\\\&/g'
            printf '"\\n' ;;
          *) printf "%s='%s'\\n" "$1" "$2" ;;
        esac
      }
      {
      """;

  /**
   * The line that writes the file, whole or not at all; readable by owner and group only, and by
   * whoever the layout lets write.
   */
  public static HostJob.Line line(List<EnvironmentVariable> variables, Layout layout) {
    StringBuilder script = new StringBuilder();
    StringBuilder lines = new StringBuilder();
    script.append("umask ").append(umask(layout)).append('\n');
    for (EnvironmentVariable variable : variables) {
      String name = variable.name();
      String text = variable.text();
      if (text == null) {
        // Not exported any more: sed, mv and setfacl have no need of it.
        script.append("windlass_%1$s=$%1$s; unset %1$s\n".formatted(name));
      }
      lines.append("write ").append(name).append(' ');
      lines.append(text == null ? "\"$windlass_" + name + "\"" : Shell.quote(text)).append('\n');
    }
    script.append(WRITER).append(lines);
    // A new file: one that the artifact brought may be a link, or readable by all.
    script.append("} > .env.new\n");
    Writable writable = layout.writable();
    if (writable != null) {
      script.append(WritableCommands.readable(writable, ".env.new")).append('\n');
    }
    script.append("mv -f -T .env.new .env");
    return new HostJob.Line(
        ".env",
        script.toString(),
        "{path}/releases/{release}",
        null,
        variables.stream().filter(v -> v.secret() != null).toList(),
        List.of());
  }

  /** Others get nothing, and no more than the file's own umask leaves. */
  private static String umask(Layout layout) {
    int ours = 027;
    int theirs = layout.umask() == null ? ours : Integer.parseInt(layout.umask(), 8);
    return "0" + Integer.toOctalString(ours | theirs);
  }
}
