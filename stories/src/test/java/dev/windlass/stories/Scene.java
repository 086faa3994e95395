package dev.windlass.stories;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.TemporalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;

/** All of it: a fleet, its balancer and database, Temporal, the store, Windlass; and one file. */
final class Scene {
  private static final String PASSWORD = "it's \"quoted\" $HOME";

  final Path folder;
  final Fleet fleet;
  final Site site;
  final DatabaseServer database;
  final TemporalServer temporal;
  final Windlass windlass;
  final PostgresServer store;
  private final Started started;

  private Scene(Started started, Path folder, int net, int webHosts) throws Exception {
    this.started = started;
    this.folder = folder;
    this.fleet = started.add(Fleet.start(folder.resolve("fleet"), net, webHosts));
    this.site = new Site(Files.createDirectories(folder.resolve("site")));
    this.database = started.add(MariaDbServer.start());
    database.createDatabase("shop", "windlass", "shop");
    Engine engine = Engine.start(started);
    this.store = engine.store();
    this.temporal = engine.temporal();
    writeSettings();
    this.windlass = Windlass.start(folder, engine.settings());
    started.add(windlass::close);
  }

  /** Starts everything; web hosts are 127.0.{net}.1 and on. */
  static Scene start(Path folder, int net, int webHosts) throws Exception {
    return Started.whole(started -> new Scene(started, folder, net, webHosts));
  }

  private void writeSettings() throws Exception {
    Path secret = folder.resolve("db-shop");
    Files.writeString(secret, "shop");
    Path odd = folder.resolve("odd");
    Files.writeString(odd, PASSWORD);
    for (Path file : List.of(secret, odd)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(
        folder.resolve("windlass-worker.yaml"),
        """
        windlass:
          grants:
            secrets:
              db-shop: {file: %1$s}
              odd: {file: %2$s}
            keys: {default: {file: %3$s}}
            known-hosts: {default: %4$s}
            allow:
              - applications: [shop]
                environments: [production, staging]
                secrets: [db-shop, odd]
                keys: [default]
                known-hosts: [default]
                users: [root]
                hosts: ["127.0.*"]
                addresses: ["127.0.*", "file://%5$s"]
        """
            .formatted(secret, odd, fleet.keyFile(), fleet.knownHosts(), backups()));
  }

  /** A directory of the worker's, where it may keep backups. */
  Path backups() {
    return folder.resolve("backups");
  }

  /** Writes windlass.yaml with this strategy. */
  void file(String strategy) throws Exception {
    Files.writeString(folder.resolve("windlass.yaml"), application() + strategy.indent(4));
  }

  private String application() {
    return """
    windlass: 1
    application: shop
    preset: php
    release: {artifact: upload}
    layout: {path: /srv/shop, keep: 3, shared: [storage/]}
    env:
      APP_ENV: production
      ODD: {secret: odd}
    build:
      composer: skip
      count: echo {release} >> /srv/builds; sleep "$(cat /srv/slow 2>/dev/null || echo 0)"
    reload: {command: kill -USR2 "$(cat /srv/run/php-fpm.pid)"}
    proof: {path: /, header: X-Release}
    checks:
      up: {http: /up.php, status: 200, every: 1s, timeout: 5s, failures: 2}
    backend: {port: %1$d}
    environments:
      production:
        url: %2$s
        ssh: {user: root, port: %3$d}
        hosts: {web: [%4$s]}
        balancer:
          nginx: {hosts: [%5$s], file: %6$s, sticky: visitor, command: nginx -c /srv/etc/nginx.conf}
        database: {mariadb: "127.0.0.1:%7$d/shop", user: windlass, password: {secret: db-shop}}
        migrations: {flyway: {locations: [db/migration]}, undo: keep}
    """
        .formatted(
            Fleet.WEB_PORT,
            fleet.url(),
            Fleet.SSH_PORT,
            String.join(", ", fleet.webAddresses()),
            fleet.balancer().address(),
            Fleet.BALANCER_FILE,
            database.port());
  }

  /** Changes the file as it stands. */
  void edit(UnaryOperator<String> change) throws IOException {
    Path file = folder.resolve("windlass.yaml");
    Files.writeString(file, change.apply(Files.readString(file)));
  }

  /** The file as it stands takes this database, of a user of the same name, password shop. */
  void useDatabase(DatabaseServer server, String name) throws IOException {
    edit(text ->
        text.replace(
            "{mariadb: \"127.0.0.1:%d/shop\", user: windlass".formatted(database.port()),
            "{%1$s: \"127.0.0.1:%2$d/%3$s\", user: %3$s"
                .formatted(
                    server instanceof PostgresServer ? "postgresql" : "mariadb",
                    server.port(),
                    name)));
  }

  URI url() {
    return URI.create(fleet.url() + "/");
  }

  void close() throws Exception {
    started.close();
  }
}
