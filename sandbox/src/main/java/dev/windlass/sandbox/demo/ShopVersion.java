package dev.windlass.sandbox.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The versions of the shop, each as a release that can be deployed. */
public enum ShopVersion {
  /** Shows the offer of the day. */
  ONE("1", "SELECT title FROM offer WHERE id = 1", 0, 1),
  /** Shows its price too, for which it brings a migration. */
  TWO("2", Query.WITH_PRICE, 0, 2),
  /** As two, but it runs out of connections when a host gets more than a few requests a second. */
  FAULTY("3", Query.WITH_PRICE, 7, 2);

  private static final List<String> MIGRATIONS = List.of("V1__catalogue.sql", "V2__price.sql");
  private static final List<String> CLASSES =
      List.of("Shop", "Shop$Release", "Answer", "Catalogue", "ConnectionLeak", "WebServer");

  private final String version;
  private final String query;
  private final int leaksAbove;
  private final int migrations;

  ShopVersion(String version, String query, int leaksAbove, int migrations) {
    this.version = version;
    this.query = query;
    this.leaksAbove = leaksAbove;
    this.migrations = migrations;
  }

  /** As the application says it in the header {@code X-Version}. */
  public String version() {
    return version;
  }

  /**
   * Packs the release.
   *
   * @return {@code shop-<version>.tar.gz} in that directory
   */
  public Path pack(Path directory) throws IOException {
    Path staging = directory.resolve("shop-" + version);
    Path archive = directory.resolve("shop-" + version + ".tar.gz");
    fill(staging);
    var tar =
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", staging.toString(), ".")
            .redirectErrorStream(true)
            .start();
    try (InputStream output = tar.getInputStream()) {
      String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      if (tar.waitFor() != 0) {
        throw new IOException("tar: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while packing " + archive, e);
    }
    return archive;
  }

  private void fill(Path staging) throws IOException {
    Path classes = staging.resolve("app/dev/windlass/sandbox/demo/shop");
    for (String name : CLASSES) {
      copy("shop/" + name + ".class", classes.resolve(name + ".class"));
    }
    for (String script : MIGRATIONS.subList(0, migrations)) {
      copy("shop/db/" + script, staging.resolve("db/migration/" + script));
    }
    copy("shop/control", staging.resolve("control"));
    Files.createDirectories(staging.resolve("lib"));
    Files.copy(driver(), staging.resolve("lib/postgresql.jar"));
    Files.writeString(
        staging.resolve("shop.properties"),
        "version=%s\nquery=%s\nleaksAbove=%d\n".formatted(version, query, leaksAbove));
  }

  /** The JDBC driver that this program itself runs with. */
  private static Path driver() throws IOException {
    try {
      Class<?> driver = Class.forName("org.postgresql.Driver");
      return Path.of(driver.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IOException("the PostgreSQL driver is no file: " + e.getMessage(), e);
    }
  }

  private static void copy(String resource, Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (InputStream content = ShopVersion.class.getResourceAsStream(resource)) {
      Files.write(file, Objects.requireNonNull(content, resource).readAllBytes());
    }
  }

  private static final class Query {
    static final String WITH_PRICE = "SELECT title || ', ' || price FROM offer WHERE id = 1";
  }
}
