package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Node;
import java.util.List;

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
