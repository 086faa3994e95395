package dev.windlass.sandbox.demo;

import dev.windlass.sandbox.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The fleet of the demo, its database, and the file that describes both to Windlass. */
public final class DemoSite implements AutoCloseable {

  /** Name of the application and of its environment. */
  public static final String APPLICATION = "shop";

  public static final String ENVIRONMENT = "demo";

  /** Name of the secret that the file asks for: the password of the database. */
  public static final String SECRET = "db-shop";

  private static final int WEB_HOSTS = 4;

  private final Fleet fleet;
  private final ShopDatabase database;
  private final String file;

  private DemoSite(Fleet fleet, ShopDatabase database, String file) {
    this.fleet = fleet;
    this.database = database;
    this.file = file;
  }

  /** Starts everything below that directory; writes {@code windlass.yaml} there. */
  public static DemoSite start(Path directory) throws IOException {
    ShopDatabase database = ShopDatabase.start(directory.resolve("postgresql"));
    try {
      var ends = Fleet.Ends.free(APPLICATION, WEB_HOSTS);
      Fleet fleet = Fleet.start(directory.resolve("hosts"), ends);
      String file = describe(fleet, database);
      Files.writeString(directory.resolve("windlass.yaml"), file);
      return new DemoSite(fleet, database, file);
    } catch (IOException e) {
      database.close();
      throw e;
    }
  }

  public Fleet fleet() {
    return fleet;
  }

  /** The text of {@code windlass.yaml}. */
  public String file() {
    return file;
  }

  private static String describe(Fleet fleet, ShopDatabase database) throws IOException {
    Fleet.Ends ends = fleet.ends();
    Map<String, Object> places =
        Map.of(
            "@hosts@", fleet.directory(),
            "@java@", System.getProperty("java.home"),
            "@web@", ends.webPattern(),
            "@first@", ends.webHosts().getFirst(),
            "@webPort@", ends.webPort(),
            "@sshPort@", ends.sshPort(),
            "@url@", ends.publicUrl(),
            "@balancer@", ends.balancer(),
            "@split@", fleet.splitCommand(),
            "@databasePort@", database.port());
    String text;
    try (InputStream template = DemoSite.class.getResourceAsStream("windlass.yaml")) {
      text =
          new String(
              Objects.requireNonNull(template, "windlass.yaml").readAllBytes(),
              StandardCharsets.UTF_8);
    }
    for (var place : places.entrySet()) {
      text = text.replace(place.getKey(), place.getValue().toString());
    }
    return text;
  }

  /** Ends everything, what was deployed included. */
  @Override
  public void close() throws IOException {
    fleet.close();
    for (String host : fleet.ends().webHosts()) {
      shop(host).ifPresent(ProcessHandle::destroyForcibly);
    }
    database.close();
  }

  /** The process that serves on a host, if there is one. */
  private Optional<ProcessHandle> shop(String host) throws IOException {
    Path pid = fleet.directory().resolve(host).resolve("shop/shared/run/pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        : Optional.empty();
  }
}
