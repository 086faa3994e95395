package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a template into the very lines that a host runs. What the preview shows is what runs. */
public final class HostJobRenderer {

  /**
   * In one pass, so that a value is never read as a template; a shell's own ${path} is not ours.
   */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<!\\$)\\{(release|revision|host|path)}");

  /** Goes to sudo word by word, so that a sudoers line can name the very command. */
  private static final Pattern ONE_COMMAND =
      Pattern.compile("[A-Za-z0-9_./-][A-Za-z0-9_@%+:,./-]*( +[A-Za-z0-9_@%+=:,./-]+)*");

  private static final String ANY_WORD = "@any@";

  /** Where a line of several commands names those that the other user runs. */
  private static final String AS = "{as} ";

  /** Such a command up to where the shell has more to say about it. */
  private static final Pattern NAMED =
      Pattern.compile(
          "\\{as} ([A-Za-z0-9_./-]+(?: +[A-Za-z0-9_@%+=:,./-]+(?![^\\s)|;&]))*)( *['$\"])?");

  private static final Pattern UNKNOWN_WORD = Pattern.compile("\\{(release|revision)}");

  private HostJobRenderer() {}

  /**
   * The lines of the job that this host runs, with every placeholder replaced by a quoted value.
   */
  public static List<HostJob.Line> render(HostJob job, Host host, Layout layout, Change change) {
    return job.lines().stream()
        .filter(line -> line.roles().isEmpty() || line.roles().stream().anyMatch(host::has))
        .map(line -> filled(line, host, layout.on(host), change))
        .toList();
  }

  /**
   * The text for {@code sh -c} of a rendered line. The line may be any shell text; it ends with the
   * first command of it that fails.
   */
  public static String script(HostJob.Line line) {
    return text(line, null);
  }

  /** The same, with the umask of this layout: sudo adds its own to it. */
  public static String script(HostJob.Line line, Layout layout) {
    return text(line, layout.umask());
  }

  private static String text(HostJob.Line line, @Nullable String umask) {
    String directory = line.directory();
    String user = line.as();
    return "set -e\n"
        + (umask == null ? "" : "umask " + umask + "\n")
        + (directory == null ? "" : "cd " + Shell.quote(directory) + "\n")
        + (user == null ? line.line().replace(AS, "") : asUser(line, user));
  }

  /**
   * The commands that sudo is asked for by this line of a template: what a sudoers file must name.
   * {@link Right#ANY} stands where words differ from time to time.
   */
  public static List<String> bySudo(HostJob.Line line) {
    if (line.as() == null) {
      return List.of();
    }
    String text = UNKNOWN_WORD.matcher(line.line()).replaceAll(ANY_WORD);
    if (text.contains(AS)) {
      return NAMED
          .matcher(text)
          .results()
          .map(found -> found.group(1) + (found.group(2) == null ? "" : " " + Right.ANY))
          .map(command -> command.replace(ANY_WORD, Right.ANY))
          .distinct()
          .toList();
    }
    String plain = text.replace("{path}", "/").replace("{host}", "host");
    return ONE_COMMAND.matcher(plain).matches()
        ? List.of(text.replace(ANY_WORD, Right.ANY))
        : List.of("/bin/sh -c " + Right.ANY);
  }

  private static HostJob.Line filled(HostJob.Line line, Host host, Layout layout, Change change) {
    String directory = line.directory();
    return new HostJob.Line(
        line.name(),
        fill(line.line(), host, layout, change),
        directory == null
            ? layout.path()
            : directory.replace("{path}", layout.path()).replace("{release}", change.release()),
        line.as(),
        line.secrets(),
        line.roles());
  }

  private static String fill(String template, Host host, Layout layout, Change change) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(found ->
            Matcher.quoteReplacement(Shell.quote(value(found.group(1), host, layout, change))));
  }

  private static String value(String placeholder, Host host, Layout layout, Change change) {
    return switch (placeholder) {
      case "release" -> change.release();
      case "revision" -> change.revision();
      case "host" -> host.name();
      default -> layout.path();
    };
  }

  private static String asUser(HostJob.Line line, String user) {
    String sudo = "sudo -n -u " + Shell.quote(user) + " -- ";
    if (line.line().contains(AS)) {
      return line.line().replace(AS, sudo);
    }
    return ONE_COMMAND.matcher(line.line()).matches()
        ? sudo + line.line()
        : sudo + "/bin/sh -c " + Shell.quote("set -e\n" + line.line());
  }
}
