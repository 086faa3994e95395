package dev.windlass.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windlass.sandbox.fleet.Visitors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop of the demo on its fleet, published by hand as the product would. */
class DemoSiteTest {

  @TempDir Path directory;

  @Test
  void anUnnoticedTakeOverByTheNextVersionAndABugThatOnlyLoadShows() throws Exception {
    try (DemoSite site = DemoSite.start(directory)) {
      var hosts = site.fleet().ends().webHosts();
      migrate(site);
      publish(site, ShopVersion.ONE, hosts);
      try (var visitors = Visitors.of(site.fleet().ends().publicUrl(), "X-Version", 40)) {
        await().atMost(Duration.ofSeconds(30)).until(() -> good(visitors, ShopVersion.ONE) > 10);
        publish(site, ShopVersion.TWO, hosts);
        await().atMost(Duration.ofSeconds(30)).until(() -> good(visitors, ShopVersion.TWO) > 10);
        publish(site, ShopVersion.FAULTY, hosts.subList(0, 1));
        split(site, 10, hosts.subList(0, 1), hosts.subList(1, 4));
        await().atMost(Duration.ofSeconds(30)).until(() -> good(visitors, ShopVersion.FAULTY) > 8);
        assertThat(failed(visitors)).isZero();
        split(site, 50, hosts.subList(0, 1), hosts.subList(1, 4));
        await().atMost(Duration.ofSeconds(30)).until(() -> visitors.count("3").failed() > 0);
        split(site, 0, List.of(), hosts.subList(1, 4));
        assertThat(failed(visitors)).isEqualTo(visitors.count("3").failed());
      }
    }
  }

  private static int good(Visitors visitors, ShopVersion version) {
    return visitors.count(version.version()).good();
  }

  private static int failed(Visitors visitors) {
    return visitors.counts().values().stream().mapToInt(Visitors.Count::failed).sum();
  }

  private static void migrate(DemoSite site) throws Exception {
    String url = line(site, "DB_URL").replaceAll(".*(jdbc:[^\"]*).*", "$1");
    try (var connection = DriverManager.getConnection(url, "shop", DemoDatabase.PASSWORD);
        var statement = connection.createStatement()) {
      for (String script : List.of("V1__catalogue.sql", "V2__price.sql")) {
        try (var sql = ShopVersion.class.getResourceAsStream("shop/db/" + script)) {
          statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
  }

  private void publish(DemoSite site, ShopVersion version, List<String> hosts) throws Exception {
    Path archive = directory.resolve("shop-" + version.version() + ".tar.gz");
    if (!Files.exists(archive)) {
      version.pack(directory);
    }
    for (String host : hosts) {
      Path shop = site.fleet().directory().resolve(host).resolve("shop");
      Path release = shop.resolve("releases/r" + version.version());
      Files.createDirectories(release);
      Files.createDirectories(shop.resolve("shared/run"));
      sh(release, "tar -xzf " + archive + " && ln -s ../../shared/run run && echo abc > REVISION");
      Files.writeString(
          release.resolve(".env"),
          "JAVA_HOME='%s'\nPORT=%d\nDB_URL='%s'\nDB_USER=shop\nDB_PASSWORD='%s'\n"
              .formatted(
                  System.getProperty("java.home"),
                  site.fleet().ends().webPort(),
                  line(site, "DB_URL").replaceAll(".*(jdbc:[^\"]*).*", "$1"),
                  DemoDatabase.PASSWORD));
      sh(release, "sh control " + host);
    }
  }

  private static void split(DemoSite site, int weight, List<String> canary, List<String> stable)
      throws Exception {
    int port = site.fleet().ends().webPort();
    String command =
        "%s shop %d '%s' '%s'"
            .formatted(
                site.fleet().splitCommand(),
                weight,
                String.join(",", canary.stream().map(h -> h + ":" + port).toList()),
                String.join(",", stable.stream().map(h -> h + ":" + port).toList()));
    sh(site.fleet().directory(), command);
  }

  private static String line(DemoSite site, String key) {
    return site.file().lines().filter(l -> l.contains(key + ":")).findFirst().orElseThrow();
  }

  private static void sh(Path directory, String command) throws Exception {
    var process =
        new ProcessBuilder("/bin/sh", "-c", command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + ": " + said).isZero();
  }
}
