package dev.windlass.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs of the operating system lie. */
public final class Programs {
  private static final Path HOME = Path.of(System.getProperty("user.home"));

  /** Servers are not on everybody's path, nor is what .ci/run or Go have built. */
  private static final List<Path> MORE_PLACES =
      List.of(
          Path.of("/usr/sbin"),
          Path.of("/sbin"),
          HOME.resolve("go/bin"),
          HOME.resolve(".cache/windlass/temporal-v1.5.1"),
          HOME.resolve(".cache/windlass/versitygw-v1.8.0"));

  private Programs() {}

  /** The file of a program: on the path, in a usual place, or of Debian's PostgreSQL. */
  public static Optional<Path> find(String name) {
    Stream<Path> path =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
    return Stream.of(path, MORE_PLACES.stream(), postgresPlaces())
        .flatMap(places -> places)
        .map(place -> place.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The file of a program, or its bare name where it is not found: starting that names it. */
  public static String fileOrName(String name) {
    return find(name).map(Path::toString).orElse(name);
  }

  private static Stream<Path> postgresPlaces() {
    File[] versions = new File("/usr/lib/postgresql").listFiles();
    return versions == null
        ? Stream.empty()
        : Arrays.stream(versions).sorted().map(version -> version.toPath().resolve("bin"));
  }
}
