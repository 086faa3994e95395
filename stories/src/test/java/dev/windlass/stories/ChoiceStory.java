package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.S3Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which backup, of what, to where: chosen by people for restores and drills, by retention for what
 * goes; and what the meters tell of all that. Read from servers and stores.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChoiceStory {
  private static final List<String> ENVIRONMENTS = List.of("production", "staging");

  /** How many days old production's backups become, in the order in which they were taken. */
  private static final List<Integer> AGES = List.of(40, 30, 3, 2, 1);

  /** An index that takes two seconds to make, also where a backup comes back. */
  private static final String SLOW =
      """
      create function slow(n int) returns int language plpgsql immutable
        as $$ begin perform pg_sleep(2); return n; end $$;
      create table slow (n int);
      insert into slow values (1);
      create index on slow (slow(n));
      """;

  @TempDir static Path folder;
  private static BackupScene scene;
  private static ScratchServers scratch;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "temporal", "age-keygen", S3Server.PROGRAM);
    scene = BackupScene.restoring(folder);
    scratch = ScratchServers.beside(scene);
    ScratchServers.admit(scene.mariaDb);
    ScratchServers.admit(scene.postgres);
    scene.declareCopies();
    for (String environment : ENVIRONMENTS) {
      drills(environment, scratch.of(environment).port(), "");
      sql(
          environment,
          "create table notes (id int primary key, note varchar(40));"
              + "create table prices (id int primary key, price int);"
              + "insert into notes values (1, 'first'); insert into prices values (1, 10);");
      backedUp(environment);
    }
  }

  private static void drills(String environment, int port, String more) throws Exception {
    scratch.declare(environment, "\"127.0.0.1:%d\"".formatted(port), ", control: 0" + more);
  }

  @AfterAll
  static void end() throws Exception {
    if (scratch != null) {
      scratch.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(1)
  void aDeclaredTargetGetsTheBackupAndTheOwnDatabaseStays(String environment) throws Exception {
    sql(environment, "update notes set note = 'second';");
    assertThat(scene.expect(3, "restore", environment, "latest", "--to", "elsewhere", "--yes"))
        .contains("the file declares no target elsewhere", "beside-" + environment);

    JsonNode restore = restored(environment, "latest", "--to", "beside-" + environment);

    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(read(environment, "copy", "select note from notes")).isEqualTo("first");
    assertThat(read(environment, "copy", "select price from prices")).isEqualTo("10");
    assertThat(read(environment, "shop", "select note from notes")).isEqualTo("second");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(2)
  void oneTableComesBackAsItWasAtAMoment(String environment) throws Exception {
    String second = backedUp(environment).path("startedAt").asText();
    sql(environment, "delete from notes; update prices set price = 99;");
    String notes = environment.equals("production") ? "notes" : "public.notes";

    assertThat(scene.expect(3, "restore", environment, "--at", "2020-01-01T00:00:00Z", "--yes"))
        .contains("that was taken before 2020-01-01T00:00:00Z", "Nothing changed");
    JsonNode restore = restored(environment, "--at", second, "--tables", notes);

    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(read(environment, "shop", "select note from notes")).isEqualTo("first");
    assertThat(read(environment, "shop", "select price from prices")).isEqualTo("99");
  }

  @Test
  @Order(3)
  void aDrillTakesTheNamedOneOrAnyAndTellsWhatIsTooSlowAndTooOld() throws Exception {
    List<String> whole = whole("staging");
    JsonNode named = drilled("staging", "--backup", whole.getLast());
    assertThat(named.path("state").asText()).as("%s", named).isEqualTo("pass");
    assertThat(named.path("backup").asText()).isEqualTo(whole.getLast());
    JsonNode any = drilled("staging", "--backup", "random");
    assertThat(any.path("state").asText()).as("%s", any).isEqualTo("pass");
    assertThat(any.path("backup").asText()).isIn(whole);

    sql("staging", SLOW);
    backedUp("staging");
    drills("staging", scratch.of("staging").port(), ", recoveryTime: 1s, dataAge: 1s");
    JsonNode late = drilled("staging");

    assertThat(late.path("state").asText()).as("%s", late).isEqualTo("fail");
    assertThat(late.path("findings"))
        .filteredOn(finding -> finding.hasNonNull("reason"))
        .extracting(finding -> finding.path("reason").asText())
        .containsExactlyInAnyOrder("tooSlow", "dataTooOld");
    assertThat(scene.expect(0, "drills", "staging", "--report", late.path("id").asText()))
        .contains(named.path("id").asText(), any.path("id").asText());
    sql("staging", "drop table slow; drop function slow;");
    drills("staging", scratch.of("staging").port(), "");
  }

  @Test
  @Order(4)
  void retentionLetsGoOfWhatItNamedAndKeepsTheDrilledOne() throws Exception {
    while (whole("production").size() < AGES.size()) {
      backedUp("production");
    }
    List<String> oldestFirst = whole("production").reversed();
    assertThat(drilled("production", "--backup", oldestFirst.getFirst()).path("state").asText())
        .isEqualTo("pass");
    for (int i = 0; i < AGES.size(); i++) {
      age(oldestFirst.get(i), AGES.get(i));
    }
    scene.edit(text -> text.replace("database: {}", "database: {keep: {daily: 3, weekly: 1}}"));
    scene.expect(0, "apply");

    assertThat(scene.expect(0, "backups", "prune", "production", "--dry-run"))
        .contains(
            "database: %d stay, 1 would be deleted".formatted(4 + safety("production").size()))
        .contains("delete " + oldestFirst.get(1), "passed the last drill that passed");
    assertThat(whole("production").reversed()).isEqualTo(oldestFirst);
    assertThatOnlyTheseAreStored(oldestFirst);

    String newest = backedUp("production").path("id").asText();
    List<String> kept =
        List.of(newest, oldestFirst.get(4), oldestFirst.get(3), oldestFirst.getFirst());
    assertThat(whole("production")).isEqualTo(kept);
    assertThatOnlyTheseAreStored(kept);
  }

  private static void age(String backup, int days) {
    scene.postgres.sql(
        "windlass",
        "update backup set started_at = started_at - interval '%d days' where id = '%s';"
            .formatted(days, backup));
  }

  private static void assertThatOnlyTheseAreStored(List<String> ids) throws Exception {
    for (Path place : List.of(scene.places("production"), scene.offsite("production", "."))) {
      try (Stream<Path> names = Files.list(place)) {
        assertThat(names.map(name -> name.getFileName().toString()))
            .as("%s", place)
            .containsExactlyInAnyOrderElementsOf(
                Stream.concat(ids.stream(), safety("production").stream()).toList());
      }
    }
  }

  @Test
  @Order(5)
  void theMetersTellOfTheNewestBackup() throws Exception {
    String meters = scene.windlass.meters();
    for (String environment : ENVIRONMENTS) {
      JsonNode newest = scene.list(environment, "backups").getFirst();
      Instant startedAt = Instant.parse(newest.path("startedAt").asText());
      assertThat(meter(meters, "backup_last_success_seconds", environment))
          .isEqualTo((double) startedAt.getEpochSecond());
      assertThat(meter(meters, "backup_size_bytes", environment))
          .isEqualTo(newest.path("storedBytes").asDouble());
      assertThat(meter(meters, "backup_duration_seconds", environment)).isBetween(0.01, 120.0);
    }
  }

  private static double meter(String meters, String name, String environment) {
    return meters
        .lines()
        .filter(line -> line.startsWith("windlass_" + name + "{"))
        .filter(line -> line.contains("environment=\"%s\"".formatted(environment)))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + meters));
  }

  /** Of what restores have replaced, which nothing removes. */
  private static List<String> safety(String environment) throws Exception {
    return scene.list(environment, "restores").stream()
        .map(one -> one.path("safety").asText(""))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  /** Ids, newest first, without what restores have replaced. */
  private static List<String> whole(String environment) throws Exception {
    List<String> safety = safety(environment);
    return scene.list(environment, "backups").stream()
        .filter(one -> one.path("state").asText().equals("whole"))
        .map(one -> one.path("id").asText())
        .filter(id -> !safety.contains(id))
        .toList();
  }

  private static JsonNode backedUp(String environment) throws Exception {
    JsonNode newest = ended(environment, "backups", List.of("backup", environment));
    assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("whole");
    return newest;
  }

  private static JsonNode restored(String environment, String... choice) throws Exception {
    List<String> command = new ArrayList<>(List.of("restore", environment));
    command.addAll(List.of(choice));
    command.add("--yes");
    return ended(environment, "restores", command);
  }

  private static JsonNode drilled(String environment, String... choice) throws Exception {
    List<String> command = new ArrayList<>(List.of("drill", environment));
    command.addAll(List.of(choice));
    return ended(environment, "drills", command);
  }

  /** How the one ended that this command begins. */
  private static JsonNode ended(String environment, String what, List<String> command)
      throws Exception {
    int before = scene.list(environment, what).size();
    scene.expect(0, command.toArray(String[]::new));
    scene.await(
        () -> {
          List<JsonNode> all = scene.list(environment, what);
          return all.size() == before + 1 && all.getFirst().hasNonNull("endedAt");
        },
        "the end of " + command);
    return scene.list(environment, what).getFirst();
  }

  private static void sql(String environment, String statements) {
    server(environment)
        .sql("shop", (environment.equals("staging") ? "set role shop;" : "") + statements);
  }

  private static String read(String environment, String database, String query) {
    return server(environment).sql(database, query + ";").strip();
  }

  private static DatabaseServer server(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }
}
