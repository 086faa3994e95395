package dev.windlass.workflows.release;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.Shell;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes directories of releases away. Each is renamed first: a removal that is interrupted, or may
 * not delete what another user wrote there, leaves nothing that looks like a release. Such a rest
 * costs disk space only, so it is a warning, with the command that clears it away.
 */
final class Removal {

  private static final String TAKE =
      """
      take() {
        if [ current -ef releases/"$1" ]; then
          echo releases/"$1: is live, not removed" >&2
          return 1
        fi
        [ -d releases/"$1" ] || return 0
        [ ! -e .windlass/gone/"$1" ] || rm -rf .windlass/gone/"$1" 2>/dev/null || :
        mv -T releases/"$1" .windlass/gone/"$1" || {
          echo "release $1 is not removed; as root: rm -rf "{path}/releases/"$1" >&2
          return 1
        }
      }
      [ -d .windlass/gone ] || mkdir -p .windlass/gone
      """;

  /** What earlier removals had to leave is tried again. */
  private static final HostJob.Line DELETE =
      HostJob.Line.of(
          "delete",
          """
          for rest in .windlass/gone/*; do
            [ -d "$rest" ] || continue
            said=$(rm -rf "$rest" 2>&1) || :
            if [ -e "$rest" ]; then
              echo '%1$s'"release ${rest##*/} is not wholly removed: $(printf '%%s\\n' "$said" | head -n 1)"
              echo '%1$s'"as root: rm -rf "{path}/"$rest"
            fi
          done\
          """
              .formatted(HostRow.WARNING));

  private Removal() {}

  /** The one that the change is about. */
  static List<HostJob.Line> ofThis() {
    return List.of(HostJob.Line.of("take away", TAKE + "take {release}"), DELETE);
  }

  /** All of these, whatever becomes of one. */
  static List<HostJob.Line> of(List<String> releases) {
    String each =
        releases.stream()
            .map(id -> "take " + Shell.quote(id) + " || left=1\n")
            .collect(Collectors.joining());
    return List.of(
        HostJob.Line.of(
            "take away " + String.join(" ", releases), TAKE + "left=0\n" + each + "exit $left"),
        DELETE);
  }
}
