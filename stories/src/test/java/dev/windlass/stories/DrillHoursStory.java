package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.sandbox.ssh.CutCable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * Backups and drills that nobody begins, at the hours of a real Temporal; and drills that somebody
 * ends in the middle, over a slow line.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DrillHoursStory {
  private static final List<String> ENVIRONMENTS = List.of("production", "staging");
  private static final String EACH_MINUTE = "schedule: \"* * * * *\"";
  private static final Duration PACE = Duration.ofMillis(50);

  @TempDir static Path folder;
  private static BackupScene scene;
  private static ScratchServers scratch;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "temporal", "age-keygen", S3Server.PROGRAM);
    scene = BackupScene.restoring(folder);
    scratch = ScratchServers.beside(scene);
    for (String environment : ENVIRONMENTS) {
      DatabaseServer server = environment.equals("production") ? scene.mariaDb : scene.postgres;
      ScratchServers.admit(server);
      fill(server);
      scene.expect(0, "backup", environment);
    }
  }

  private static void fill(DatabaseServer server) {
    server.sql(
        "shop",
        server instanceof MariaDbServer
            ? """
            create table filling (id int primary key, word varchar(80));
            insert into filling select seq, md5(rand()) from seq_1_to_20000;
            """
            : """
            set role shop;
            create table filling (id int primary key, word varchar(80));
            insert into filling select i, md5(random()::text) from generate_series(1, 20000) i;
            """);
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

  @Test
  @Order(1)
  void backupsAreTakenAtTheirHour() throws Exception {
    for (String environment : ENVIRONMENTS) {
      scene.awaitWhole(environment, 1);
    }
    backups(EACH_MINUTE);
    assertThat(scene.expect(0, "backups", "production"))
        .contains("database * * * * * (UTC) · next ");

    for (String environment : ENVIRONMENTS) {
      scene.await(
          () -> newest(environment, "backups").path("startedBy").asText().equals("schedule"),
          "a backup of %s by its schedule".formatted(environment));
    }
    backups("");

    for (String environment : ENVIRONMENTS) {
      JsonNode backup = scene.awaitWhole(environment, scene.list(environment, "backups").size());
      assertThat(backup.path("stores")).as("%s", backup).hasSize(2);
      assertThat(scene.expect(0, "backups", environment))
          .contains(backup.path("id").asText(), " by schedule, ")
          .doesNotContain("* * * * *");
    }
  }

  /** At root: each environment has them. */
  private static void backups(String keys) throws Exception {
    scene.edit(
        text -> text.replaceFirst("\n  database: \\{.*}", "\n  database: {%s}".formatted(keys)));
    scene.expect(0, "apply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "staging"})
  @Order(2)
  void aDrillEndsInTheMiddleWhereSomebodyAbortsIt(String environment) throws Exception {
    try (CutCable slow = CutCable.to("127.0.0.1", scratch.of(environment).port());
        Phases phases = Phases.of(scene.temporal)) {
      slow.slow(PACE);
      declare(environment, slow.port(), "");
      scene.expect(0, "drill", environment);
      scene.await(
          () ->
              phases.now("drill/shop/" + environment).equals("restoring")
                  && !scratch.databases(environment).isEmpty(),
          "a scratch database");

      abort(environment, newest(environment, "drills").path("id").asText());

      JsonNode drill = awaitEnd(environment, 1);
      assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("error");
      assertThat(drill.path("findings"))
          .filteredOn(finding -> finding.hasNonNull("reason"))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.path("reason").asText()).isEqualTo("unmeasured");
            assertThat(finding.path("detail").asText()).startsWith("aborted: by ");
          });
      assertThat(scene.expect(0, "drills", environment, "--limit", "1"))
          .contains(drill.path("id").asText() + " error", "drill: aborted: by ");
      assertThat(scratch.databases(environment)).isEmpty();
      assertThat(BackupScene.tools()).isEmpty();
      assertThat(phases.now("drill/shop/" + environment)).isEmpty();
    }
    assertThat(scene.expect(0, "backups", environment)).doesNotContain(", drilled ");
  }

  /** Production's by command, staging's by the door. */
  private static void abort(String environment, String drill) throws Exception {
    if (environment.equals("production")) {
      assertThat(scene.expect(0, "drill", environment, "--abort"))
          .contains("aborting %s; its scratch database is dropped".formatted(drill))
          .contains("next: windlass drills " + environment);
    } else {
      JsonNode aborted = scene.windlass.tell(BackupScene.door(environment, "drills/abort"));
      assertThat(aborted.path("drill").asText()).as("%s", aborted).isEqualTo(drill);
    }
  }

  /** A control is due at once. */
  @Test
  @Order(3)
  void drillsRunAtTheirHourWithTheControlThatIsDue() throws Exception {
    for (String environment : ENVIRONMENTS) {
      declare(
          environment,
          scratch.of(environment).port(),
          ", pick: latest, control: 1, " + EACH_MINUTE);
    }
    scene.expect(0, "apply");
    assertThat(scene.expect(0, "drills", "staging")).contains("drill * * * * * (UTC) · next ");

    for (String environment : ENVIRONMENTS) {
      scene.await(
          () -> newest(environment, "drills").path("startedBy").asText().equals("schedule"),
          "a drill of %s by its schedule".formatted(environment));
    }
    for (String environment : ENVIRONMENTS) {
      declare(environment, scratch.of(environment).port(), "");
    }
    scene.expect(0, "apply");

    for (String environment : ENVIRONMENTS) {
      isWholeAndTold(environment, awaitEnd(environment, 2));
    }
  }

  private static void isWholeAndTold(String environment, JsonNode drill) throws Exception {
    JsonNode backup = newest(environment, "backups");
    assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("pass");
    assertThat(drill.path("startedBy").asText()).isEqualTo("schedule");
    assertThat(drill.path("backup")).as("latest").isEqualTo(backup.path("id"));
    assertThat(drill.path("control").asBoolean()).as("%s", drill).isTrue();
    assertThat(drill.path("findings"))
        .filteredOn(finding -> finding.path("check").asText().startsWith("control"))
        .hasSize(2)
        .allMatch(finding -> finding.path("verdict").asText().equals("pass"));
    String id = drill.path("id").asText();
    assertThat(scene.expect(0, "drills", environment))
        .contains(id + " pass", " by schedule, of " + backup.path("id").asText())
        .contains(", with control");
    assertThat(scene.expect(0, "drills", environment, "--report", id)).contains("schedule");
    assertThat(scene.expect(0, "backups", environment)).contains(" by schedule, ", ", drilled ");
    assertThat(scratch.databases(environment)).isEmpty();
  }

  private static void declare(String environment, int port, String rest) throws Exception {
    scratch.declare(environment, "\"127.0.0.1:%d\"".formatted(port), rest);
  }

  private static JsonNode newest(String environment, String what) throws Exception {
    return scene.list(environment, what).getFirst();
  }

  private static JsonNode awaitEnd(String environment, int many) throws Exception {
    scene.await(
        () -> newest(environment, "drills").hasNonNull("endedAt"),
        "the end of the drill of " + environment);
    assertThat(scene.list(environment, "drills")).hasSize(many);
    return newest(environment, "drills");
  }
}
