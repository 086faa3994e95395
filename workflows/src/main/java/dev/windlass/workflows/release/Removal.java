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

  private static final String FUNCTIONS =
      """
      clear() {
        said=$(rm -rf .windlass/gone/"$1" 2>&1) || :
        if [ -e .windlass/gone/"$1" ]; then
          echo '%1$s'"release $1 is not wholly removed: $(printf '%%s\\n' "$said" | head -n 1)"
          echo '%1$s'"as root: rm -rf "{path}/.windlass/gone/"$1"
        fi
      }
      remove() {
        if [ current -ef releases/"$1" ]; then
          echo releases/"$1: is live, not removed" >&2
          return 1
        fi
        mkdir -p .windlass/gone
        if [ -d releases/"$1" ]; then
          rm -rf .windlass/gone/"$1" 2>/dev/null || :
          mv -T releases/"$1" .windlass/gone/"$1" || {
            echo "release $1 is not removed; as root: rm -rf "{path}/releases/"$1" >&2
            return 1
          }
        fi
        clear "$1"
      }
      """
          .formatted(HostRow.WARNING);

  private Removal() {}

  /** The one that the job is about. */
  static HostJob.Line ofThis() {
    return HostJob.Line.of("remove", FUNCTIONS + "remove {release}");
  }

  /** All of these, whatever becomes of one, and what earlier removals had to leave. */
  static HostJob.Line of(List<String> releases) {
    String removals =
        releases.stream()
            .map(id -> "remove " + Shell.quote(id) + " || left=1\n")
            .collect(Collectors.joining());
    return HostJob.Line.of(
        "remove " + String.join(" ", releases),
        FUNCTIONS
            + "left=0\n"
            + removals
            + """
            for rest in .windlass/gone/*; do
              case '%s' in *" ${rest##*/} "*) continue ;; esac
              [ ! -d "$rest" ] || clear "${rest##*/}"
            done
            exit $left\
            """
                .formatted(" " + String.join(" ", releases).replace("'", "'\\''") + " "));
  }
}
