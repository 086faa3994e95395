package dev.windlass.sandbox.demo.shop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * The sample application. Runs in the directory of its release, whose name is the release id; reads
 * {@code shop.properties} and {@code REVISION} there, and the database from its environment.
 */
public final class Shop {

  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

  private final Release release;
  private final Catalogue catalogue;
  private final ConnectionLeak leak;

  private Shop(Release release, Catalogue catalogue, ConnectionLeak leak) {
    this.release = release;
    this.catalogue = catalogue;
    this.leak = leak;
  }

  /**
   * Serves until it is told to end, then lets running requests finish.
   *
   * @param arguments address, port, and the file that is made once requests are answered
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Release release = Release.here();
    Shop shop =
        new Shop(
            release,
            Catalogue.open(release.query()),
            new ConnectionLeak(release.requestsPerSecond()));
    var address = new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1]));
    WebServer server = WebServer.listen(address, shop::answer);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> server.drain(DRAIN_LIMIT)));
    Files.createFile(Path.of(arguments[2]));
    server.serve();
  }

  private Answer answer(String path) {
    Answer answer =
        switch (path) {
          case "/" -> page();
          case "/up" -> leak.isExhausted() ? exhausted() : Answer.ok("ok\n");
          case "/REVISION" -> Answer.ok(release.revision() + "\n");
          default -> new Answer(404, "no such page\n");
        };
    return answer.with("X-Release", release.id()).with("X-Version", release.version());
  }

  private Answer page() {
    if (!leak.take()) {
      return exhausted();
    }
    try {
      return Answer.ok(
          """
          <!doctype html><title>Shop</title>
          <h1>%s</h1><p>version %s, release %s</p>
          """
              .formatted(catalogue.offer(), release.version(), release.id()));
    } catch (SQLException unreadable) {
      return new Answer(500, "catalogue: " + unreadable.getMessage() + "\n");
    }
  }

  private static Answer exhausted() {
    return new Answer(503, "no free connection to the catalogue\n");
  }

  /**
   * What this directory holds.
   *
   * @param query that reads the offer of the day
   * @param requestsPerSecond above which the bug of this version shows; 0 for no bug
   */
  private record Release(
      String id, String revision, String version, String query, int requestsPerSecond) {

    static Release here() throws IOException {
      Path directory = Path.of("").toRealPath();
      Properties properties = new Properties();
      try (var reader = Files.newBufferedReader(directory.resolve("shop.properties"))) {
        properties.load(reader);
      }
      return new Release(
          Objects.requireNonNull(directory.getFileName()).toString(),
          Files.readString(directory.resolve("REVISION")).strip(),
          properties.getProperty("version"),
          properties.getProperty("query"),
          Integer.parseInt(properties.getProperty("leaksAbove", "0")));
    }
  }
}
