package dev.windlass.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Says which programs of the operating system a test needs. Where one is missing the test is
 * skipped with a message, but fails when the environment has {@code CI=true}: there everything is
 * installed, and a skipped test would be a promise that nobody checked.
 */
public final class RealParts {
  /** Where servers lie that are not on everybody's path. */
  private static final List<Path> MORE_PLACES =
      List.of(
          Path.of("/usr/sbin"),
          Path.of("/sbin"),
          Path.of(System.getProperty("user.home"), "go/bin"));

  private RealParts() {}

  /** Skips (with CI=true: fails) the running test unless all these programs are installed. */
  public static void require(String... programs) {
    List<String> missing = Stream.of(programs).filter(p -> find(p).isEmpty()).toList();
    if (missing.isEmpty()) {
      return;
    }
    String message = "not installed: " + String.join(", ", missing) + " (.ci/run installs them)";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(message);
    }
    Assumptions.abort(message);
  }

  /** The file of a program: on the path, among the system's servers, or of Debian's PostgreSQL. */
  public static Optional<Path> find(String program) {
    Stream<Path> path =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    return Stream.of(path, MORE_PLACES.stream(), postgresPlaces())
        .flatMap(places -> places)
        .map(place -> place.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> postgresPlaces() {
    File[] versions = new File("/usr/lib/postgresql").listFiles();
    return versions == null
        ? Stream.empty()
        : Arrays.stream(versions).sorted().map(version -> version.toPath().resolve("bin"));
  }
}
