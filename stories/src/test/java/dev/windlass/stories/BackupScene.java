package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.sandbox.parts.TemporalServer;
import dev.windlass.stories.Windlass.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two environments whose databases are backed up: production on MariaDB, staging on PostgreSQL;
 * first to a host that offers SFTP only, then to an S3 service; sealed to a key of which Windlass
 * has the public half.
 */
final class BackupScene {
  /** In the databases' password, so that it is found wherever it stands. */
  static final String MARK = "Zb3kXq81vTn0pW";

  /** Name of the secret that has the private key, where Windlass may restore. */
  static final String IDENTITY = "backup-identity";

  /** Of every database user. */
  static final String PASSWORD = MARK + " 'x\" $HOME";

  /** Of the one host: of the web role, and the first store's. */
  static final String ADDRESS = "127.0.77.1";

  private static final long DISK = 256L << 20;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  final MariaDbServer mariaDb;
  final PostgresServer postgres;
  final TemporalServer temporal;
  final Windlass windlass;
  private final Path folder;
  private final Administrator administrator;
  private final OpenSshHost vault;
  private final S3Server s3;
  private final Started started;

  /**
   * @param secrets that Windlass gets besides those by which backups are taken
   * @param restore more of the file's {@code backups}
   * @param options of the MariaDB server
   */
  private record Extra(List<String> secrets, String restore, List<String> options) {}

  private BackupScene(Started started, Path folder, Extra extra) throws Exception {
    this.started = started;
    this.folder = folder;
    administrator = new Administrator(folder.resolve("id_ed25519"), folder.resolve("known_hosts"));
    vault =
        started.add(
            OpenSshHost.isolated(folder.resolve("vault"), ADDRESS, administrator.key(), DISK));
    administrator.pin(List.of(vault));
    s3 = started.add(S3Server.start());
    s3.createBucket("offsite");
    Engine engine = Engine.start(started);
    postgres = engine.store();
    temporal = engine.temporal();
    mariaDb = started.add(MariaDbServer.start(extra.options().toArray(String[]::new)));
    String literal = literal();
    mariaDb.createDatabase("shop", "shop", literal);
    postgres.createDatabase("shop", "shop", literal);
    Shell.run("age-keygen", "--output", key());
    secret("db-shop", PASSWORD);
    secret("s3-access", s3.accessKey());
    secret("s3-secret", s3.secretKey());
    for (String name : extra.secrets()) {
      secret(name, Files.readString(Path.of(key())));
    }
    writeFile(extra);
    writeSettings(extra);
    windlass = Windlass.start(folder, engine.settings());
    started.add(windlass::close);
  }

  /**
   * With what backups need.
   *
   * @param options of the MariaDB server
   */
  static BackupScene start(Path folder, String... options) throws Exception {
    Extra extra = new Extra(List.of(), "", List.of(options));
    return Started.whole(started -> new BackupScene(started, folder, extra));
  }

  /**
   * The same with what a restore needs: the private key, and rights beside the database.
   *
   * @param options of the MariaDB server
   */
  static BackupScene restoring(Path folder, String... options) throws Exception {
    Extra extra =
        new Extra(
            List.of(IDENTITY),
            "\n  restore: {identity: {secret: %s}}".formatted(IDENTITY),
            List.of(options));
    BackupScene scene = Started.whole(started -> new BackupScene(started, folder, extra));
    scene.mariaDb.sql(
        "",
        """
        grant all on `windlass\\_%`.* to 'shop'@'127.0.0.1';
        grant select on mysql.proc to 'shop'@'127.0.0.1';
        grant set user on *.* to 'shop'@'127.0.0.1';
        """);
    return scene;
  }

  /** The password as SQL says it. */
  static String literal() {
    return PASSWORD.replace("'", "''");
  }

  /** Changes the file as it stands. */
  void edit(UnaryOperator<String> change) throws IOException {
    Path file = folder.resolve("windlass.yaml");
    Files.writeString(file, change.apply(Files.readString(file)));
  }

  /** Beside each environment's database an empty one, {@code copy}, to restore into. */
  void declareCopies() throws IOException {
    mariaDb.createDatabase("copy", "copy", literal());
    mariaDb.sql("", "grant all on copy.* to 'shop'@'127.0.0.1';");
    postgres.createDatabase("copy", "copy", literal());
    postgres.sql("postgres", "alter database copy owner to shop;");
    String identity = "identity: {secret: %s}".formatted(IDENTITY);
    edit(text ->
        text.replace(
            "restore: {%s}".formatted(identity),
            "restore: {%s, targets: {%s, %s}}"
                .formatted(
                    identity,
                    copy("production", "mariadb", mariaDb.port()),
                    copy("staging", "postgresql", postgres.port()))));
  }

  private static String copy(String environment, String engine, int port) {
    return "beside-%s: {database: {%s: \"127.0.0.1:%d/copy\", user: shop, password: {secret: db-shop}}}"
        .formatted(environment, engine, port);
  }

  /** The private key's file, of which Windlass knows nothing where it only takes backups. */
  String key() {
    return folder.resolve("backups.key").toString();
  }

  private void writeFile(Extra extra) throws Exception {
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
          encrypt: {recipient: %4$s}%7$s
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
                postgres.port(),
                extra.restore()));
  }

  private void writeSettings(Extra extra) throws IOException {
    List<String> names = new ArrayList<>(List.of("db-shop", "s3-access", "s3-secret"));
    names.addAll(extra.secrets());
    Files.writeString(
        folder.resolve("windlass-worker.yaml"),
        """
        windlass:
          grants:
            secrets: {%1$s}
            keys: {default: {file: %3$s}}
            known-hosts: {default: %4$s}
            allow:
              - applications: [shop]
                environments: ["*"]
                secrets: [%2$s]
                keys: [default]
                known-hosts: [default]
                users: [root, vault]
                hosts: ["127.0.*", "*.shop.internal"]
                addresses: ["127.0.*", "*.shop.internal:*", "s3://offsite/*"]
        """
            .formatted(
                names.stream()
                    .map(name -> name + ": {file: " + folder.resolve(name) + "}")
                    .collect(Collectors.joining(", ")),
                String.join(", ", names),
                folder.resolve("id_ed25519"),
                folder.resolve("known_hosts")));
  }

  /** Gives a secret this value from now on; answers what it was, empty where it was none. */
  String secret(String name, String value) throws IOException {
    Path file = folder.resolve(name);
    String before = Files.exists(file) ? Files.readString(file) : "";
    Files.writeString(file, value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return before;
  }

  /** Where the first store's host keeps a backup. */
  Path place(String environment, String id) {
    return places(environment).resolve(id);
  }

  /** What a command printed that root typed on the host. */
  String onHost(String command) throws Exception {
    return administrator.on(vault, command);
  }

  /** Where this process sees a path of the host below /root or /srv. */
  Path seenOnHost(String path) {
    return vault.seen(path);
  }

  /** Windlass may come to the host by another name of it too. */
  void nameHost(String name) throws IOException {
    Files.writeString(
        administrator.knownHosts(),
        vault.knownHostsLine().replace(ADDRESS, name) + "\n",
        StandardOpenOption.APPEND);
  }

  /** Where the S3 service keeps it. */
  Path offsite(String environment, String id) {
    return s3.bucket("offsite").resolve("shop/shop").resolve(environment).resolve(id);
  }

  /** Where the S3 service keeps all, and what it has not whole. */
  Path bucket() {
    return s3.bucket("offsite");
  }

  /** Where the first store's host keeps all of an environment. */
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

  /** REST, below an environment. */
  static String door(String environment, String what) {
    return "/applications/shop/environments/" + environment + "/" + what;
  }

  /** What REST lists there, newest first. */
  List<JsonNode> list(String environment, String what) throws Exception {
    List<JsonNode> list = new ArrayList<>();
    windlass.ask(door(environment, what)).forEach(list::add);
    return list;
  }

  /** Until there are so many backups and all have ended well; answers the newest. */
  JsonNode awaitWhole(String environment, int many) throws Exception {
    await(
        () -> {
          List<JsonNode> list = list(environment, "backups");
          assertThat(list).noneMatch(one -> one.hasNonNull("problem"));
          return list.size() == many
              && list.stream().allMatch(one -> one.hasNonNull("endedAt"))
              && list.getFirst().path("state").asText().equals("whole");
        },
        "%d whole backups of %s".formatted(many, environment));
    return list(environment, "backups").getFirst();
  }

  /** Files of the first store, also those that aren't whole. */
  List<Path> files(String environment) throws IOException {
    try (Stream<Path> all = Files.walk(places(environment))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  static boolean isTemporary(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  /** Processes of this machine that dump or load a database. */
  static List<String> tools() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.matches("\\S*(mariadb|mariadb-dump|pg_dump|pg_restore) .*"))
        .filter(line -> line.contains("--user") || line.contains("--username="))
        .filter(line -> !line.contains("--socket"))
        .toList();
  }

  /** What a command said, in one line; it must have ended like this. */
  String expect(int exit, String... command) throws Exception {
    return expect(exit, windlass.run(command));
  }

  /** The same of a command that has ended. */
  String expect(int exit, Said said) throws IOException {
    assertThat(said.exit()).as(said.text() + windlass.lastOf("worker")).isEqualTo(exit);
    return said.text().replaceAll("\\s+", " ");
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited for " + what + "\n" + windlass.lastOf("worker"));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  void close() throws Exception {
    started.close();
  }
}
