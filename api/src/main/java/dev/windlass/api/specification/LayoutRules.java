package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Directories, and the names of steps that a preset has. */
final class LayoutRules {

  private LayoutRules() {}

  static void judge(Site site) {
    if (site.sound("layout", "env")) {
      if (site.environment().layout().path().indexOf('/', 1) < 0) {
        site.problem(
            site.environment().layout().path(),
            "a directory of its own, at least two levels down",
            "layout",
            "path");
      }
      shared(site);
      writable(site, site.environment().layout());
    }
    if (site.sound("build")) {
      site.environment().build().forEach((name, step) -> step(site, name, step));
    }
  }

  private static void shared(Site site) {
    List<String> paths =
        site.environment().layout().shared().stream().map(LayoutRules::bare).toList();
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < paths.size(); j++) {
        boolean same = paths.get(i).equals(paths.get(j)) && j < i;
        if (same || paths.get(i).startsWith(paths.get(j) + "/")) {
          site.problem(
              paths.get(i) + (same ? " again" : " inside " + paths.get(j) + "/"),
              "paths that do not contain each other",
              "layout",
              "shared",
              i);
        }
      }
      if (paths.get(i).equals(".env") && !site.environment().env().isEmpty() && own(site)) {
        site.problem(
            ".env, which env renders", "either env or a shared .env", "layout", "shared", i);
      }
    }
  }

  private static void writable(Site site, Layout layout) {
    Writable writable = layout.writable();
    if (writable.by() == null || writable.how() == Writable.How.NONE) {
      return;
    }
    if (writable.paths().isEmpty()) {
      site.problem("no paths", "directories, e.g. [storage/]", "layout", "writable");
    }
    for (int i = 0; i < writable.paths().size(); i++) {
      String path = writable.paths().get(i);
      if (layout.shared().contains(bare(path))) {
        site.problem(path + ", a shared file", "a directory", "layout", "writable", "paths", i);
      }
    }
    switch (writable.how()) {
      case ACL -> byAcl(site, writable.by());
      case GROUP -> byGroup(site, layout.umask());
      case NONE -> {}
    }
  }

  private static void byAcl(Site site, String by) {
    if (site.sound("ssh") && by.equals(site.environment().ssh().user())) {
      site.problem(
          by + ", who is ssh.user", "another user, or no writable", "layout", "writable", "by");
    }
  }

  private static void byGroup(Site site, @Nullable String umask) {
    if (umask != null && takesFromGroup(umask)) {
      site.problem(
          umask + ", which takes from the group what writable gives it",
          "a umask such as 002 or 007",
          "layout",
          "umask");
    }
  }

  private static boolean takesFromGroup(String umask) {
    return umask.charAt(umask.length() - 2) != '0';
  }

  /**
   * A preset's list gives way to env by itself. The very same node, not one that reads the same.
   */
  @SuppressWarnings("ReferenceEquality")
  private static boolean own(Site site) {
    Node theirs = site.preset().get("layout");
    return !(theirs instanceof Node.Mapping layout)
        || layout.get("shared") != site.at("layout", "shared");
  }

  private static void step(Site site, String name, BuildStep step) {
    if (step instanceof BuildStep.Skip && !site.presetHas("build", name)) {
      site.problem("skip, but the preset has no such step", "a command", "build", name);
    }
  }

  private static String bare(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
