package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Two environments whose databases are backed up: production on MariaDB, staging on PostgreSQL;
 * first to a host that offers SFTP only, then to an S3 service; sealed to a key of which Windlass
 * has the public half.
 */
final class BackupScene {
  /** In the databases' password, so that it is found wherever it stands. */
  static final String MARK = "Zb3kXq81vTn0pW";

  private static final String PASSWORD = MARK + " 'x\" $HOME";
  private static final String ADDRESS = "127.0.77.1";
  private static final long DISK = 256L << 20;

  final MariaDbServer mariaDb;
  final PostgresServer postgres;
  final Windlass windlass;
  private final Path folder;
  private final OpenSshHost vault;
  private final S3Server s3;
  private final Started started;

  private BackupScene(Started started, Path folder) throws Exception {
    this.started = started;
    this.folder = folder;
    Administrator administrator =
        new Administrator(folder.resolve("id_ed25519"), folder.resolve("known_hosts"));
    vault =
        started.add(
            OpenSshHost.isolated(folder.resolve("vault"), ADDRESS, administrator.key(), DISK));
    administrator.pin(List.of(vault));
    s3 = started.add(S3Server.start());
    s3.createBucket("offsite");
    Engine engine = Engine.start(started);
    postgres = engine.store();
    mariaDb = started.add(MariaDbServer.start());
    String literal = PASSWORD.replace("'", "''");
    mariaDb.createDatabase("shop", "shop", literal);
    postgres.createDatabase("shop", "shop", literal);
    Shell.run("age-keygen", "--output", key());
    writeFile();
    writeSettings();
    windlass = Windlass.start(folder, engine.settings());
    started.add(windlass::close);
  }

  static BackupScene start(Path folder) throws Exception {
    return Started.whole(started -> new BackupScene(started, folder));
  }

  /** The private key's file, of which Windlass knows nothing. */
  String key() {
    return folder.resolve("backups.key").toString();
  }

  private void writeFile() throws Exception {
    Files.writeString(
        folder.resolve("windlass.yaml"),
        """
        windlass: 1
        application: shop
        preset: php
        release: {artifact: upload}
        reload: {command: "true"}
        hosts: {web: [%1$s]}
        ssh: {user: root, port: %2$d}
        url: http://%1$s
        backups:
          database: {}
          stores:
            - sftp://vault@%1$s:%2$d/store
            - s3: s3://offsite/shop?endpoint=%3$s
              accessKey: {secret: s3-access}
              secretKey: {secret: s3-secret}
          encrypt: {recipient: %4$s}
        environments:
          production:
            layout: {path: /srv/shop}
            database: {mariadb: "127.0.0.1:%5$d/shop", user: shop, password: {secret: db-shop}}
          staging:
            layout: {path: /srv/staging}
            database: {postgresql: "127.0.0.1:%6$d/shop", user: shop, password: {secret: db-shop}}
        """
            .formatted(
                ADDRESS,
                vault.port(),
                s3.endpoint(),
                Shell.run("age-keygen", "-y", key()).strip(),
                mariaDb.port(),
                postgres.port()));
  }

  private void writeSettings() throws IOException {
    Files.writeString(
        folder.resolve("windlass-worker.yaml"),
        """
        windlass:
          grants:
            secrets:
              db-shop: {file: %1$s}
              s3-access: {file: %2$s}
              s3-secret: {file: %3$s}
            keys: {default: {file: %4$s}}
            known-hosts: {default: %5$s}
            allow:
              - applications: [shop]
                environments: ["*"]
                secrets: [db-shop, s3-access, s3-secret]
                keys: [default]
                known-hosts: [default]
                users: [root, vault]
                hosts: ["127.0.*"]
                addresses: ["127.0.*", "s3://offsite/*"]
        """
            .formatted(
                secret("db-shop", PASSWORD),
                secret("s3-access", s3.accessKey()),
                secret("s3-secret", s3.secretKey()),
                folder.resolve("id_ed25519"),
                folder.resolve("known_hosts")));
  }

  private Path secret(String name, String value) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** Where the first store's host keeps a backup. */
  Path place(String environment, String id) {
    return places(environment).resolve(id);
  }

  /** Where it keeps all of an environment. */
  Path places(String environment) {
    return vault.seen("/srv/vault/store/shop").resolve(environment);
  }

  /** What people type to give the plain stream of an object to a tool. */
  String[] pipe(Path object, String client) {
    return new String[] {
      "bash",
      "-o",
      "pipefail",
      "-c",
      "age --decrypt --identity %s %s | zstd --decompress --stdout | %s"
          .formatted(key(), object, client)
    };
  }

  /** Forgets all backups, as a lost database would. */
  void loseCatalogue() {
    postgres.sql(
        "windlass", "delete from backup_use; delete from backup_copy; delete from backup;");
  }

  void close() throws Exception {
    started.close();
  }
}
