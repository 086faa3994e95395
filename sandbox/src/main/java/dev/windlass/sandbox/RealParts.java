package dev.windlass.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Says which programs of the operating system a test needs. Where one is missing the test is
 * skipped with a message, but fails when the environment has {@code CI=true}: there everything is
 * installed, and a skipped test would be a promise that nobody checked.
 */
public final class RealParts {
  private RealParts() {}

  /** Skips (with CI=true: fails) the running test unless all these programs are installed. */
  public static void require(String... programs) {
    giveUpWithout(Stream.of(programs).filter(p -> Programs.find(p).isEmpty()).toList());
  }

  /** The same for libraries and modules, each by a file of its package. */
  public static void requireFiles(String... files) {
    giveUpWithout(Stream.of(files).filter(file -> !Files.exists(Path.of(file))).toList());
  }

  private static void giveUpWithout(List<String> missing) {
    if (!missing.isEmpty()) {
      giveUp("not installed: " + String.join(", ", missing) + " (.ci/run installs them)");
    }
  }

  /** Skips (with CI=true: fails) the running test unless it runs as root. */
  public static void requireRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      giveUp("needs root, for namespaces and file systems of its own (.ci/run is run by root)");
    }
  }

  private static void giveUp(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(reason);
    }
    Assumptions.abort(reason);
  }
}
