package dev.windlass.stories;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An application on a real framework, which is the distribution's package, and its releases as a CI
 * would pack them.
 *
 * @param framework preset, and folder of its sources in the test's resources
 * @param port on every host
 * @param folder for its releases
 */
record PhpSite(String application, String framework, int port, Path folder) {

  static PhpSite laravel(Path folder) {
    return new PhpSite("shop", "laravel", 8080, folder);
  }

  static PhpSite symfony(Path folder) {
    return new PhpSite("intranet", "symfony", 8081, folder);
  }

  /** Where it lives on hosts. */
  String home() {
    return "/var/www/" + application;
  }

  URI at(String address, String path) {
    return URI.create("http://" + address + ":" + port + path);
  }

  /** A packed release; each file of it that names its version names this one. */
  Path pack(int version) throws IOException, InterruptedException {
    return pack(version, Map.of());
  }

  /** The same, with these files besides or in place of its own. */
  Path pack(int version, Map<String, String> files) throws IOException, InterruptedException {
    String name = framework + "-" + version;
    Path tree = folder.resolve(name);
    copy(Path.of("src/test/resources", framework), tree, "'" + version + "'");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path archive = folder.resolve(name + ".tar.gz");
    Shell.run("tar", "-C", tree.toString(), "-czf", archive.toString(), ".");
    return archive;
  }

  private static void copy(Path from, Path to, String version) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.writeString(target, Files.readString(file).replace("'VERSION'", version));
        }
      }
    }
  }
}
