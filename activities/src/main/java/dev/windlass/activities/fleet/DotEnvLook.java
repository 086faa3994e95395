package dev.windlass.activities.fleet;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.artifact.BrokenArtifactException;
import dev.windlass.activities.artifact.EnvironmentExample;
import dev.windlass.activities.artifact.EnvironmentExamples;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.fleet.DotEnvFiles;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the {@code .env} files of a host leave out of what the artifact's {@code .env.example}
 * names, and what they say that does not fit where they are. A key that is set to nothing is set.
 */
final class DotEnvLook {

  private static final String SCRIPT = HostInspector.script("dot-env.sh");
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final EnvironmentExample NOTHING =
      new EnvironmentExample(new LinkedHashMap<>(), Set.of());

  private final EnvironmentExamples examples;

  DotEnvLook(EnvironmentExamples examples) {
    this.examples = examples;
  }

  void at(InspectHosts request, RemoteHost remote, Host host, Findings seen) {
    DotEnvFiles files = request.dotEnv();
    if (files == null || !host.takesReleases()) {
      return;
    }
    EnvironmentExample example = example(files, seen);
    List<String> arguments = new ArrayList<>();
    arguments.add(request.layout().on(host).sharedRoot());
    arguments.add(files.production() ? "production" : "");
    arguments.add(String.join(" ", files.files()));
    arguments.addAll(wanted(files, example));
    String printed =
        HostInspector.heard(
            remote,
            RemoteCommand.of(SCRIPT, arguments.toArray(String[]::new)).withTimeout(LIMIT),
            host);
    new Reading(request, host, example, printed).into(seen);
  }

  private EnvironmentExample example(DotEnvFiles files, Findings seen) {
    ReleaseSource.Artifact artifact = files.artifact();
    try {
      return artifact == null ? NOTHING : examples.of(artifact);
    } catch (BrokenArtifactException e) {
      seen.problems().add(e.problem());
    } catch (ArtifactMissingException e) {
      seen.problems().add(new Problem("release", e.what(), e.mend()));
    }
    return NOTHING;
  }

  private static List<String> wanted(DotEnvFiles files, EnvironmentExample example) {
    return example.wanted().keySet().stream()
        .filter(name -> !files.declared().contains(name))
        .filter(name -> !files.isArtifactsOwn() || !example.own().contains(name))
        .toList();
  }

  /** What the script's output means. Pure. */
  record Reading(InspectHosts request, Host host, EnvironmentExample example, String printed) {

    void into(Findings seen) {
      DotEnvFiles files = Objects.requireNonNull(request.dotEnv());
      List<String> missing = all("missing ");
      // That a file is not there at all is told by another look.
      if (!missing.isEmpty() && all("absent ").isEmpty()) {
        if (all("unreadable ").isEmpty()) {
          seen.problems().add(missing(files.files(), missing));
        }
        all("unreadable ").forEach(file -> seen.remarks().add(unreadable(file)));
      }
      all("debug ").forEach(found -> seen.problems().add(debug(found)));
      if (files.webHosts() > 1 && host.has(Host.WEB)) {
        all("local ").forEach(found -> seen.remarks().add(local(found, files.webHosts())));
      }
    }

    private Problem missing(List<String> files, List<String> names) {
      return problem(
          "shared/" + String.join(" or shared/", files) + ": " + example.missing(names),
          "add %s to %s".formatted(names.size() == 1 ? "it" : "them", path(files.getLast())));
    }

    private Problem unreadable(String file) {
      return problem(
          "shared/%s is not readable for %s, so it was not compared with .env.example"
              .formatted(file, host.user()),
          "chgrp %s %2$s; chmod g+r %2$s".formatted(host.user(), path(file)));
    }

    private Problem debug(String found) {
      String[] words = found.split(" ", 2);
      return problem(
          "shared/%s: %s makes it debug mode in production".formatted(words[1], words[0]),
          words[0] + (words[0].equals("APP_ENV") ? "=prod" : "=false") + " in " + path(words[1]));
    }

    private Problem local(String found, int webHosts) {
      String[] words = found.split(" ", 2);
      boolean sessions = words[0].equals("SESSION_DRIVER");
      return problem(
          "shared/%s: by %s each of %d web hosts keeps %s of its own"
              .formatted(words[1], words[0], webHosts, sessions ? "sessions" : "uploads"),
          sessions
              ? "a driver that the hosts share, e.g. database or redis"
              : "a disk that the hosts share, e.g. s3");
    }

    private Problem problem(String what, String mend) {
      return new Problem(host.name(), what, mend);
    }

    private String path(String file) {
      return request.layout().on(host).sharedRoot() + "/" + file;
    }

    private List<String> all(String key) {
      return printed
          .lines()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()))
          .toList();
    }
  }
}
