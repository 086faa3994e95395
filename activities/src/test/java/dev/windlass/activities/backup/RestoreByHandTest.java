package dev.windlass.activities.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types what docs/backups.md says has the data again, without Windlass. */
class RestoreByHandTest {

  private static final Path PAGE = Path.of("../docs/backups.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh(?: ([a-z]+))?\\n(.*?)^```$");
  private static final String LOGIN = "'admin'@'127.0.0.1'";

  @TempDir private Path folder;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private Path home = Path.of("/nowhere");

  @BeforeEach
  void start() throws IOException {
    RealParts.require("bash", "age", "age-keygen", "zstd", "jq", "sha256sum");
    fleet = new TestFleet(folder);
    fleet.grants.with("db", "pass word");
    Files.createDirectories(folder.resolve("store"));
    home = Files.createDirectories(folder.resolve("home"));
  }

  @AfterEach
  void leave() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void aMariaDbIsBackByTheCommandsOfThePage() throws Exception {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump");
    try (MariaDbServer server = MariaDbServer.start()) {
      server.createDatabase("shop", "shop", "pass word");
      server.sql("", "grant all on *.* to " + LOGIN + " identified by 'admin' with grant option;");
      server.sql("", "grant select on mysql.proc to 'shop'@'127.0.0.1';");
      server.sql("shop", MARIADB);
      Files.writeString(
          home.resolve(".my.cnf"),
          "[client]\nhost=127.0.0.1\nport=%d\nuser=admin\npassword=admin\n"
              .formatted(server.port()));
      take(data(Database.Engine.MARIADB, server));

      assertThat(follow("mariadb", Map.of())).endsWith("OK\n0\n");

      String account =
          "mariadb-dump --skip-comments --routines --triggers --events --skip-dump-date ";
      assertThat(shell(home, account + "shop_restored", Map.of()))
          .contains("it\\'s 😀", "noting", "`twice`")
          .isEqualTo(shell(home, account + "shop", Map.of()));
    }
  }

  private static final String MARIADB =
      """
      set names utf8mb4;
      create table orders (id int primary key, note varchar(100), body blob) character set utf8mb4;
      insert into orders values (1, 'it''s 😀', x'0001ff'), (2, null, null);
      create table `odd ``name``` (`select` int primary key);
      insert into `odd ``name``` values (1), (2), (3);
      create table nothing (id int primary key);
      create view latest as select max(id) as id from orders;
      create trigger noting after insert on orders for each row insert into nothing values (new.id);
      create function twice(n int) returns int deterministic return n * 2;
      """;

  @Test
  void aPostgresIsBackByTheCommandsOfThePage() throws Exception {
    RealParts.require("postgres", "initdb", "createdb", "psql", "pg_dump", "pg_restore");
    try (PostgresServer server = PostgresServer.start()) {
      server.createDatabase("shop", "shop", "pass word");
      server.sql("postgres", "create role admin superuser login password 'admin';");
      server.sql("shop", "set role shop;\n" + POSTGRESQL);
      Map<String, String> login =
          Map.of(
              "PGHOST", "127.0.0.1",
              "PGPORT", Integer.toString(server.port()),
              "PGUSER", "admin",
              "PGPASSWORD", "admin");
      take(data(Database.Engine.POSTGRESQL, server));

      assertThat(follow("postgresql", login)).endsWith("OK\n0\n");

      // Newer ones print a random word there.
      String account = "pg_dump --no-owner --dbname=%s | sed '/restrict /d'";
      assertThat(shell(home, account.formatted("shop_restored"), login))
          .contains("it's 😀", "public.noting")
          .isEqualTo(shell(home, account.formatted("shop"), login));
    }
  }

  private static final String POSTGRESQL =
      """
      create table orders (id integer generated always as identity primary key, note text, body bytea);
      insert into orders (note, body) values ('it''s 😀', '\\x0001ff'), (null, null);
      create schema "Other One";
      create table "Other One"."Odd ""Name"" ü" (v integer);
      insert into "Other One"."Odd ""Name"" ü" values (1), (2), (3);
      create table nothing (id integer primary key);
      create view latest as select max(id) as id from orders;
      create function noting() returns trigger language plpgsql as $$
        begin insert into nothing values (new.id); return new; end $$;
      create trigger noting after insert on orders for each row execute function noting();
      """;

  @Test
  void filesAreBackByTheCommandsOfThePage() throws Exception {
    Path storage = Files.createDirectories(folder.resolve("srv/shop/storage"));
    Files.writeString(storage.resolve("invoice ü.txt"), "forty two");
    Path tool = Files.writeString(storage.resolve("tool"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-x---"));
    Files.createSymbolicLink(storage.resolve("link"), Path.of("invoice ü.txt"));
    Host web = fleet.host("web");
    take(
        new BackupSource.Files(
            web, folder.resolve("srv/shop").toString(), List.of("storage"), List.of()));

    assertThat(follow("files", Map.of())).endsWith("OK\n");

    String account = "cd '%s' && find storage -printf '%%p %%y %%m %%l %%s\\n' | sort";
    assertThat(shell(home, account.formatted(place().resolve("restored")), Map.of()))
        .contains("invoice ü.txt f 644", "tool f 750", "link l")
        .isEqualTo(shell(home, account.formatted(folder.resolve("srv/shop")), Map.of()));
  }

  /** With a key that was made as the page says. */
  private void take(BackupSource source) throws Exception {
    String block =
        blocks("").stream().filter(RestoreByHandTest::makesKey).findFirst().orElseThrow();
    String made = shell(home, block, Map.of());
    Matcher recipient = Pattern.compile("(?m)^age1[a-z0-9]+$").matcher(made);
    assertThat(recipient.find()).as(made).isTrue();
    GrantedHosts hosts = new GrantedHosts(fleet.grants, fleet.sessions());
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants, fleet.sessions());
    BackupPlan plan =
        new BackupPlan(
            "shop",
            "production",
            source,
            List.of(new StorePlace("file://" + folder.resolve("store"), null, null, null)),
            recipient.group(),
            null,
            "UTC",
            TestFleet.SSH,
            Duration.ofMinutes(5));
    engine
        .of(
            BackupActivities.class,
            new BackupActivitiesImpl(
                new GrantedStores(fleet.grants, fleet.sessions()),
                new PlanSources(routes, hosts, Clock.systemUTC())))
        .take(new Take("b-20261121-020000", plan, Occasion.PERSON));
  }

  private static boolean makesKey(String block) {
    return block.startsWith("age-keygen");
  }

  private static BackupSource data(Database.Engine engine, DatabaseServer server) {
    return new BackupSource.Data(
        new Database(engine, "127.0.0.1", server.port(), "shop", "shop", "db", null),
        null,
        null,
        List.of());
  }

  /** The page's commands for all, then those for this kind, typed into one shell. */
  private String follow(String kind, Map<String, String> environment) throws Exception {
    String first =
        blocks("").stream().filter(block -> !makesKey(block)).collect(Collectors.joining());
    assertThat(first).contains("sha256sum --check");
    assertThat(blocks(kind)).as("blocks of " + kind).isNotEmpty();
    return shell(place(), first + String.join("", blocks(kind)), environment);
  }

  private Path place() {
    return folder.resolve("store/shop/production/b-20261121-020000");
  }

  private static List<String> blocks(String note) throws IOException {
    return BLOCK
        .matcher(Files.readString(PAGE))
        .results()
        .filter(block -> note.equals(block.group(1) == null ? "" : block.group(1)))
        .map(block -> block.group(2))
        .toList();
  }

  private String shell(Path directory, String text, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-e", "-u", "-o", "pipefail", "-c", text)
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", home.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text + "\n" + printed).isZero();
    return printed;
  }
}
