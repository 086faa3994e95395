package dev.windlass.workflows.release;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Writable;
import java.util.List;

/**
 * Lets somebody else write in directories. What lies there already is changed once, as far as it is
 * the SSH user's own; what is made later inherits it. Nothing is changed where that is done.
 */
final class WritableCommands {

  /** Who writes, with {@code $me} so that each may change and remove what the other made. */
  private static final String ACL =
      """
      me=$(id -un)
      granted() { getfacl -cp "$dir"/. 2>/dev/null | grep -q '^default:user:%1$s:rwx'; }
      granted || {
        find -H "$dir" -user "$me" -type d -exec setfacl -m "u:%1$s:rwX,u:$me:rwX,d:u:%1$s:rwX,d:u:$me:rwX" {} +
        find -H "$dir" -user "$me" -type f -exec setfacl -m "u:%1$s:rwX,u:$me:rwX" {} +
      }
      granted || {
        echo "$dir: no default ACL for %1$s; it belongs to $(stat -Lc %%U "$dir"), and $me sets it" >&2
        exit 1
      }\
      """;

  private static final String GROUP =
      """
      me=$(id -un)
      granted() { [ -n "$(find -H "$dir" -maxdepth 0 -group %1$s -perm -2070)" ]; }
      granted || {
        find -H "$dir" -user "$me" ! -type l ! -group %1$s -exec chgrp %1$s {} +
        find -H "$dir" -user "$me" -type d ! -perm -2070 -exec chmod g+rwxs {} +
        find -H "$dir" -user "$me" -type f ! -perm -060 -exec chmod g+rw {} +
      }
      granted || {
        echo "$dir: not for group %1$s; it belongs to $(stat -Lc %%U "$dir"), and $me sets it" >&2
        exit 1
      }\
      """;

  private WritableCommands() {}

  /** In the new release, where its links lead to what is shared; before anything is built. */
  static List<HostJob.Line> inRelease(Layout layout) {
    Writable writable = layout.writable();
    return writable == null
        ? List.of()
        : writable.paths().stream()
            .map(path -> line(writable, path, "releases/{release}/" + Shell.quote(path)))
            .toList();
  }

  /** In what is shared, before there is a release. */
  static List<HostJob.Line> shared(Layout layout) {
    Writable writable = layout.writable();
    List<String> directories =
        layout.shared().stream()
            .filter(shared -> shared.kind() == Layout.Kind.DIRECTORY)
            .map(Layout.Shared::path)
            .toList();
    return writable == null
        ? List.of()
        : writable.paths().stream()
            .filter(directories::contains)
            .map(path -> line(writable, path, "shared/" + Shell.quote(path)))
            .toList();
  }

  /** Lets them read a file that nobody else may read, as the last line of what writes it. */
  static String readable(Writable writable, String file) {
    return switch (writable.how()) {
      case ACL -> "setfacl -m u:" + writable.by() + ":r " + file;
      case GROUP -> "chgrp " + writable.by() + " " + file;
    };
  }

  private static HostJob.Line line(Writable writable, String path, String directory) {
    String script =
        switch (writable.how()) {
          case ACL -> ACL;
          case GROUP -> GROUP;
        };
    return HostJob.Line.of(
        "writable " + path,
        "dir=" + directory + "\nmkdir -p \"$dir\"\n" + script.formatted(writable.by()));
  }
}
