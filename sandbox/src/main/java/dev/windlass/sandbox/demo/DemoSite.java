package dev.windlass.sandbox.demo;

import dev.windlass.sandbox.fleet.Fleet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The fleet of the demo, its databases, and the file that describes them to Windlass. */
public final class DemoSite implements AutoCloseable {

  /** Name of the application and of its environment. */
  public static final String APPLICATION = "shop";

  public static final String ENVIRONMENT = "demo";

  /** Names of the secrets that the file asks for: the passwords of the databases. */
  public static final List<String> SECRETS = List.of("db-shop", "db-scratch");

  private static final int WEB_HOSTS = 4;

  private final Fleet fleet;
  private final DemoDatabase shop;
  private final DemoDatabase scratch;
  private final String file;

  private DemoSite(Fleet fleet, DemoDatabase shop, DemoDatabase scratch, String file) {
    this.fleet = fleet;
    this.shop = shop;
    this.scratch = scratch;
    this.file = file;
  }

  /** Starts everything below that directory; writes {@code windlass.yaml} there. */
  public static DemoSite start(Path directory) throws IOException {
    DemoDatabase shop = DemoDatabase.shop(directory.resolve("postgresql"));
    try {
      DemoDatabase scratch = DemoDatabase.scratch(directory.resolve("scratch"));
      try {
        return start(directory, shop, scratch);
      } catch (IOException e) {
        scratch.close();
        throw e;
      }
    } catch (IOException e) {
      shop.close();
      throw e;
    }
  }

  private static DemoSite start(Path directory, DemoDatabase shop, DemoDatabase scratch)
      throws IOException {
    var ends = Fleet.Ends.free(APPLICATION, WEB_HOSTS);
    Fleet fleet = Fleet.start(directory.resolve("hosts"), ends);
    Files.createDirectory(directory.resolve("backups"));
    String file = describe(directory, fleet, shop, scratch);
    Files.writeString(directory.resolve("windlass.yaml"), file);
    return new DemoSite(fleet, shop, scratch, file);
  }

  /**
   * Why the shop's database cannot be dumped and restored on this machine, and what to install;
   * empty where it can.
   */
  public Optional<String> lacksForDumps() {
    return DumpTools.lack(shop.version());
  }

  public Fleet fleet() {
    return fleet;
  }

  /** The text of {@code windlass.yaml}. */
  public String file() {
    return file;
  }

  private static String describe(
      Path directory, Fleet fleet, DemoDatabase shop, DemoDatabase scratch) throws IOException {
    Fleet.Ends ends = fleet.ends();
    Map<String, Object> places =
        Map.ofEntries(
            Map.entry("@hosts@", fleet.directory()),
            Map.entry("@java@", System.getProperty("java.home")),
            Map.entry("@web@", ends.webPattern()),
            Map.entry("@first@", ends.webHosts().getFirst()),
            Map.entry("@webPort@", ends.webPort()),
            Map.entry("@sshPort@", ends.sshPort()),
            Map.entry("@url@", ends.publicUrl()),
            Map.entry("@balancer@", ends.balancer()),
            Map.entry("@split@", fleet.splitCommand()),
            Map.entry("@databasePort@", shop.port()),
            Map.entry("@scratchPort@", scratch.port()),
            Map.entry("@backups@", directory.resolve("backups").toUri().getPath()));
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
      process(host).ifPresent(ProcessHandle::destroyForcibly);
    }
    scratch.close();
    shop.close();
  }

  /** The process that serves on a host, if there is one. */
  private Optional<ProcessHandle> process(String host) throws IOException {
    Path pid = fleet.directory().resolve(host).resolve("shop/shared/run/pid");
    return Files.exists(pid)
        ? ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        : Optional.empty();
  }
}
