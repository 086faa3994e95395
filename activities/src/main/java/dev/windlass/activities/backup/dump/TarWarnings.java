package dev.windlass.activities.backup.dump;

import dev.windlass.activities.ssh.Ending;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What GNU tar tells of an archive that is whole, and yet not all that was there: it ends with 1
 * where files changed under its eyes, and with 0 where it passed over a socket. Other tars end with
 * 1 at every error, so its words decide too.
 */
final class TarWarnings {

  private static final int FILES_CHANGED = 1;

  /** The name by which it was called. */
  private static final Pattern PREFIX = Pattern.compile("^(?:/\\S*/)?tar: ");

  private static final Pattern CHANGED =
      Pattern.compile(
          ".+: (?:file changed as we read it|(?:F|f)ile removed before we read it"
              + "|File shrank by \\d+ bytes?; padding with zeros|socket ignored|door ignored)");

  private TarWarnings() {}

  /**
   * What it named, each with the reason; empty when there is no archive to rely on.
   *
   * @param errors the end of what it wrote to standard error; the first line may be cut
   */
  static Optional<List<String>> of(Ending ending, String errors) {
    List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
    boolean changed = ending instanceof Ending.Exited(int code) && code == FILES_CHANGED;
    if (!ending.isZero() && !(changed && isHarmless(lines))) {
      return Optional.empty();
    }
    return Optional.of(
        lines.stream()
            .map(line -> PREFIX.matcher(line).find() ? withoutPrefix(line) : "… " + line)
            .toList());
  }

  private static boolean isHarmless(List<String> lines) {
    boolean isCut = lines.size() > 1 && !PREFIX.matcher(lines.getFirst()).find();
    return !lines.isEmpty() && lines.stream().skip(isCut ? 1 : 0).allMatch(TarWarnings::isHarmless);
  }

  private static boolean isHarmless(String line) {
    return PREFIX.matcher(line).find() && CHANGED.matcher(withoutPrefix(line)).matches();
  }

  private static String withoutPrefix(String line) {
    return PREFIX.matcher(line).replaceFirst("");
  }
}
