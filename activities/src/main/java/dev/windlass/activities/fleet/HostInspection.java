package dev.windlass.activities.fleet;

import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code inspect.sh} printed, and what speaks against a change. Pure. */
record HostInspection(Host host, List<String> printed) {

  static HostInspection of(Host host, String output) {
    return new HostInspection(host, output.lines().toList());
  }

  HostFacts facts() {
    String link = first("current");
    return new HostFacts(
        orEmpty(first("boot")),
        orEmpty(first("init")),
        link == null ? null : lastSegment(link),
        first("revision"),
        all("release"),
        number("free"),
        number("fence"),
        first("closed"),
        all("openjob"),
        (int) number("jobs"));
  }

  List<Problem> problems(InspectHosts request) {
    List<Problem> problems = new ArrayList<>();
    Layout layout = request.layout().on(host);
    for (String tool : all("lacks")) {
      add(problems, "command " + tool + " is missing", "install the package of " + tool);
    }
    if (!host.takesReleases()) {
      rights(problems, request);
      return problems;
    }
    space(problems, request);
    rights(problems, request);
    current(problems, layout);
    if (request.mode() == InspectHosts.Mode.DEPLOY) {
      for (String file : all("lacksfile")) {
        add(problems, layout.sharedRoot() + "/" + file + " is missing", "put the file there");
      }
    }
    return problems;
  }

  private void space(List<Problem> problems, InspectHosts request) {
    long free = number("free");
    if (free < request.needsBytes()) {
      add(
          problems,
          "%s has %d MB free, needs %d"
              .formatted(first("at"), free >> 20, (request.needsBytes() >> 20) + 1),
          "remove something there, or lower layout.keep");
    }
  }

  private void rights(List<Problem> problems, InspectHosts request) {
    String path = request.layout().on(host).path();
    boolean there = path.equals(first("at"));
    boolean mustBeSetUp = host.takesReleases() && request.mode() == InspectHosts.Mode.DEPLOY;
    if (!there && mustBeSetUp) {
      add(problems, path + " does not exist", "windlass setup " + request.environment());
      return;
    }
    for (String directory : all("readonly")) {
      add(
          problems,
          directory + " is not writable for " + first("user"),
          there
              ? "chown " + first("user") + " " + directory
              : "install -d -o " + first("user") + " " + path);
    }
    if (there && first("unset") != null && mustBeSetUp) {
      add(problems, path + "/releases does not exist", "windlass setup " + request.environment());
    }
  }

  private void current(List<Problem> problems, Layout layout) {
    if (first("notlink") != null) {
      add(
          problems,
          layout.current() + " is a directory, not a link",
          "move it to " + layout.releases() + "/1 and link current to releases/1");
    }
    String link = first("current");
    if (link != null && first("dangling") != null) {
      add(problems, layout.current() + " points to " + link + ", which is not there", null);
    }
  }

  private void add(List<Problem> problems, String what, @Nullable String mend) {
    problems.add(new Problem(host.name(), what, mend));
  }

  private @Nullable String first(String key) {
    return all(key).stream().findFirst().orElse(null);
  }

  private List<String> all(String key) {
    return printed.stream()
        .filter(line -> line.startsWith(key + " "))
        .map(line -> line.substring(key.length() + 1))
        .toList();
  }

  private long number(String key) {
    String text = first(key);
    return text == null || !text.matches("[0-9]{1,18}") ? 0 : Long.parseLong(text);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String lastSegment(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.substring(bare.lastIndexOf('/') + 1);
  }
}
