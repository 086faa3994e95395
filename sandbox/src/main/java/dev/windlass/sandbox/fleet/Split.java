package dev.windlass.sandbox.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * How the balancer shares requests, as its file says.
 *
 * @param weight share of the canaries, 0 to 100
 * @param canary addresses as {@code host:port}
 * @param stable addresses as {@code host:port}
 */
record Split(int weight, List<String> canary, List<String> stable) {

  static Split read(Path file) throws IOException {
    Properties lines = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    return new Split(
        Integer.parseInt(lines.getProperty("weight")),
        addresses(lines.getProperty("canary")),
        addresses(lines.getProperty("stable")));
  }

  /** The canaries' turn, evenly spread: of the requests 0 to 99 exactly {@code weight} are. */
  boolean isForCanary(long request) {
    return (request + 1) * weight / 100 > request * weight / 100;
  }

  private static List<String> addresses(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split(","));
  }
}
