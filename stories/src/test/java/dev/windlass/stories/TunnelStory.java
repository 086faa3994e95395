package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.S3Server;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Databases that only their own host reaches: the server listens on that host's loopback, to which
 * the host's name leads there and nowhere else. They are backed up and restored through a tunnel
 * that ends on the host, and by the host's own tools, which keep a list of when they were used.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TunnelStory {
  private static final String HOST = "db-1.shop.internal";

  /** The names as the host knows them; and its tools. */
  private static final String MAKE_HOST =
      """
      set -eu
      echo '127.0.0.1 localhost %s' >/srv/hosts
      mount --bind /srv/hosts /etc/hosts
      mkdir /srv/bin
      : >/srv/used
      for tool in mariadb mariadb-dump pg_dump pg_restore; do
        printf '#!/bin/sh\\necho %%s >>/srv/used\\nexec /usr/bin/%%s "$@"\\n' $tool $tool >/srv/bin/$tool
      done
      chmod +x /srv/bin/*
      mount --bind /srv/bin /usr/local/bin
      """
          .formatted(HOST);

  private static final String FILES_OF_HOST =
      "find /root /srv -path /srv/vault -prune -o -type f -print | sort";

  private static final String PROCESSES_OF_HOST =
      "ps -e -o args= | grep -v -e '^sshd: ' -e '/sshd -D' -e '^ps -e' -e 'grep -v' || true";

  @TempDir static Path folder;
  private static BackupScene scene;
  private static String files;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "ps", "ss", "mariadbd", "mariadb", "mariadb-dump", "postgres");
    RealParts.require("pg_dump", "pg_restore", "temporal", "age-keygen", S3Server.PROGRAM);
    Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.1 localhost\n%s %s\n".formatted(BackupScene.ADDRESS, HOST));
    scene = BackupScene.restoring(folder);
    scene.nameHost(HOST);
    scene.onHost(MAKE_HOST);
    files = scene.onHost(FILES_OF_HOST);
    for (String environment : List.of("production", "staging")) {
      DatabaseServer server = server(environment);
      DatabaseContents.admit(server);
      server.createDatabase("copy", "copy", BackupScene.literal());
      fill(server, environment);
      scene.edit(text ->
          text.replace(
              "127.0.0.1:%d/shop\", user: shop".formatted(server.port()),
              "%s:%d/shop\", user: shop, through: %s"
                  .formatted(HOST, server.port(), tunnel(environment))));
    }
    scene.mariaDb.sql("", "grant all on copy.* to 'shop'@'127.0.0.1';");
    scene.postgres.sql("postgres", "alter database copy owner to shop;");
    by("");
  }

  /** One ends on the database's own host, the other on another, as far as the file knows. */
  private static String tunnel(String environment) {
    return environment.equals("production") ? "ssh" : BackupScene.ADDRESS;
  }

  private static void fill(DatabaseServer server, String environment) {
    server.sql(
        "shop",
        (environment.equals("staging") ? "set role shop;" : "")
            + """
            create table orders (id int primary key, note varchar(100), paid numeric(9,2));
            create table items (id int primary key, ordered int not null references orders (id));
            insert into orders values (1, 'rote Schuhe, größer', 19.90), (2, null, 5), (3, '', null);
            insert into items values (1, 1), (2, 3);
            create view unpaid as select id from orders where paid is null;
            """
            + Filling.sql(server));
  }

  /**
   * The tools of this host dump and restore; those of the Windlass worker, through the tunnel,
   * where it is empty.
   */
  private static void by(String host) throws IOException {
    String on = host.isEmpty() ? "" : "on: " + host;
    List<String> targets = new ArrayList<>();
    for (String environment : List.of("production", "staging")) {
      targets.add(
          "beside-%s: {database: {%s: \"%s:%d/copy\", user: shop, password: {secret: db-shop}, through: %s}, %s}"
              .formatted(
                  environment,
                  environment.equals("production") ? "mariadb" : "postgresql",
                  HOST,
                  server(environment).port(),
                  tunnel(environment),
                  on));
    }
    scene.edit(text ->
        text.replaceFirst(
                "hosts: \\{web: .*}",
                "hosts: {web: [%s], db: [%s]}".formatted(BackupScene.ADDRESS, HOST))
            .replaceFirst("\n  database: \\{.*}", "\n  database: {%s}".formatted(on))
            .replaceFirst(
                "\n  restore: \\{.*}\n",
                "\n  restore: {identity: {secret: %s}, targets: {%s}}\n"
                    .formatted(BackupScene.IDENTITY, String.join(", ", targets))));
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void nobodyButTheHostReachesThem() {
    for (String environment : List.of("production", "staging")) {
      assertThatThrownBy(() -> new Socket(BackupScene.ADDRESS, server(environment).port()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "production, through the tunnel",
    "staging, through the tunnel",
    "production, by the host's tools",
    "staging, by the host's tools"
  })
  @Order(2)
  void theyAreBackedUpAndComeBack(String environment, String way) throws Exception {
    boolean onHost = way.startsWith("by");
    by(onHost ? HOST : "");
    DatabaseContents saved = DatabaseContents.of(server(environment));
    String listening = listening();
    scene.onHost(": >/srv/used");

    JsonNode backup = ended(environment, "backups", "backup", environment);

    assertThat(backup.path("state").asText()).as("%s", backup).isEqualTo("whole");
    assertThat(backup.path("stores")).hasSize(2);
    spoil(environment);
    String id = backup.path("id").asText();
    assertThatSucceeded(ended(environment, "restores", "restore", environment, id, "--yes"));
    assertThat(DatabaseContents.of(server(environment))).isEqualTo(saved);
    String target = "beside-" + environment;
    assertThatSucceeded(
        ended(environment, "restores", "restore", environment, id, "--to", target, "--yes"));
    assertThat(filling(environment, "copy")).isEqualTo(filling(environment, "shop"));
    assertThat(scene.onHost("sort -u /srv/used").lines())
        .containsExactlyElementsOf(onHost ? tools(environment) : List.of());
    assertThatNothingIsLeft(environment, listening);
  }

  private static void spoil(String environment) {
    server(environment)
        .sql("shop", "delete from items; update orders set note = 'x'; delete from filling;");
  }

  private static List<String> tools(String environment) {
    return environment.equals("production")
        ? List.of("mariadb", "mariadb-dump")
        : List.of("pg_dump", "pg_restore");
  }

  private static void assertThatSucceeded(JsonNode restore) {
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
  }

  /** Number and digest of its rows. */
  private static String filling(String environment, String database) {
    String query =
        environment.equals("production")
            ? "select count(*), sum(crc32(concat(id, word))) from filling;"
            : "select count(*), md5(string_agg(id || word, ',' order by id)) from filling;";
    return server(environment).sql(database, query).strip();
  }

  /** On the host, on the worker and in the database; connections of the host itself may stay. */
  private static void assertThatNothingIsLeft(String environment, String listening)
      throws Exception {
    scene.await(() -> BackupScene.tools().isEmpty(), "the end of the tools");
    scene.await(() -> inDatabase(environment).isBlank(), "nothing left in the database");
    scene.await(() -> listening().equals(listening), "the end of the tunnels");
    assertThat(scene.onHost(PROCESSES_OF_HOST)).isBlank();
    assertThat(scene.onHost(FILES_OF_HOST)).isEqualTo(files);
    assertThat(scene.files(environment)).noneMatch(BackupScene::isTemporary);
    Leftovers.noFiles(scene.windlass);
  }

  private static String inDatabase(String environment) {
    return server(environment)
        .sql(
            "shop",
            environment.equals("production")
                ? "show databases like 'windlass%'; select 'held' from"
                    + " information_schema.processlist where user = 'shop';"
                : "select nspname from pg_namespace where nspname like 'windlass%';"
                    + " select 'held' from pg_stat_activity where usename = 'shop';");
  }

  /** Where anybody of the machine can connect to. */
  private static String listening() throws Exception {
    return Shell.run("sh", "-c", "ss -Hltn | awk '{print $4}' | sort -u");
  }

  /** How the one ended that this command begins. */
  private static JsonNode ended(String environment, String what, String... command)
      throws Exception {
    List<String> before = ids(environment, what);
    scene.expect(0, command);
    List<JsonNode> added = new ArrayList<>();
    scene.await(
        () -> {
          added.clear();
          added.addAll(scene.list(environment, what));
          added.removeIf(one -> before.contains(one.path("id").asText()));
          return added.size() == 1 && added.getFirst().hasNonNull("endedAt");
        },
        "the end of " + String.join(" ", command));
    return added.getFirst();
  }

  private static List<String> ids(String environment, String what) throws Exception {
    return scene.list(environment, what).stream().map(one -> one.path("id").asText()).toList();
  }

  private static DatabaseServer server(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }
}
