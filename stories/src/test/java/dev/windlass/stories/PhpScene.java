package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.TemporalServer;
import dev.windlass.stories.Windlass.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** PHP hosts, their database, Temporal, the store and Windlass; two applications. */
final class PhpScene {
  final Path folder;
  final PhpPage page = new PhpPage();
  final PhpFleet fleet;
  final PhpSite shop;
  final PhpSite intranet;
  final DatabaseServer database;
  final TemporalServer temporal;
  final Windlass windlass;
  private final Started started;

  private PhpScene(Started started, Path folder, int net, int webHosts) throws Exception {
    this.started = started;
    this.folder = folder;
    fleet = new PhpFleet(started, folder.resolve("fleet"), net, webHosts);
    Path sites = Files.createDirectories(folder.resolve("sites"));
    shop = PhpSite.laravel(sites);
    intranet = PhpSite.symfony(sites);
    database = started.add(MariaDbServer.start());
    database.createDatabase("shop", "shop", "shop");
    fleet.home(shop, ".env", shopEnvironment());
    fleet.home(intranet, ".env.local", "APP_ENV=prod\nAPP_SECRET=intranet\n");
    fleet.serve(List.of(shop, intranet));
    fleet.balance(List.of());
    Engine engine = Engine.start(started);
    temporal = engine.temporal();
    writeGrants();
    windlass = Windlass.start(folder, engine.settings());
    started.add(windlass::close);
  }

  /** Starts everything; web hosts are 127.0.{net}.1 and on. */
  static PhpScene start(Path folder, int net, int webHosts) throws Exception {
    return Started.whole(started -> new PhpScene(started, folder, net, webHosts));
  }

  private String shopEnvironment() {
    return """
    APP_KEY=base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
    DB_HOST=127.0.0.1
    DB_PORT=%d
    DB_DATABASE=shop
    DB_USERNAME=shop
    DB_PASSWORD=shop
    """
        .formatted(database.port());
  }

  private void writeGrants() throws Exception {
    Files.writeString(
        folder.resolve("windlass-worker.yaml"),
        """
        windlass:
          grants:
            keys: {default: {file: %s}}
            known-hosts: {default: %s}
            allow:
              - applications: [shop, intranet]
                environments: [production]
                keys: [default]
                known-hosts: [default]
                users: [deploy]
                hosts: ["127.0.*"]
                addresses: ["127.0.*"]
        """
            .formatted(fleet.administrator().keyFile(), fleet.administrator().knownHosts()));
  }

  /** The page's file of this site, with these parts of the page; this fleet's names and ports. */
  void file(PhpSite site, String... parts) throws Exception {
    StringBuilder text = new StringBuilder(page.text("yaml", site.framework()));
    for (String part : parts) {
      text.append(page.text("yaml", part).indent(4));
    }
    text.append("    backend: {port: %d}\n".formatted(site.port()));
    String balancer = fleet.balancer().address();
    String first = fleet.web().getFirst().address();
    Files.writeString(
        folder.resolve("windlass.yaml"),
        text.toString()
            .replace(
                "https://%s.example".formatted(site.application()),
                site.at(balancer, "").toString())
            .replace("{user: deploy}", "{user: deploy, port: %d}".formatted(PhpFleet.SSH_PORT))
            .replace(
                "web-[1-2].shop.example",
                first.replaceAll("1$", "[1-%d]".formatted(fleet.web().size())))
            .replace("web-1.shop.example", first)
            .replace("queue-1.shop.example", fleet.queue().address())
            .replace("lb-1.shop.example", balancer)
            .replace("/windlass/shop.conf", "/windlass/" + site.application() + ".conf")
            .replace("bake: 5m", "bake: " + Proof.size(5, 20) + "s"));
  }

  Said expect(int exit, String... arguments) throws Exception {
    Said said = windlass.run(arguments);
    assertThat(said.exit())
        .as("%s\nworker: %s", said.text(), windlass.lastOf("worker"))
        .isEqualTo(exit);
    return said;
  }

  /** What {@code current} points to, over all hosts. */
  Set<String> live(PhpSite site) throws Exception {
    Set<String> found = new TreeSet<>();
    for (OpenSshHost host : fleet.releaseHosts().toList()) {
      String target = fleet.on(host, "readlink " + site.home() + "/current || :").strip();
      found.add(target.substring(target.lastIndexOf('/') + 1));
    }
    return found;
  }

  void close() throws Exception {
    started.close();
  }
}
