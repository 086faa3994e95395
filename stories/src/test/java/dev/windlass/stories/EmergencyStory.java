package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.stories.Visitors.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a shop's data goes through together with its code, while visitors come: a migration that
 * loses something, a release that is unwell, an emergency, a recovery that leads.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmergencyStory {
  /** What nobody brings back but a backup. */
  private static final String LOSSY =
      """
      -- windlass: allow drop-column reason="nobody reads it" owner=ada until=2099-12-31
      alter table step_1 drop column note;
      create table step_2 (id int primary key);
      """;

  private static final String SICK =
      "if (str_contains($_SERVER['REQUEST_URI'], 'up')) { http_response_code(500); exit; }";

  @TempDir static Path folder;
  private static EmergencyScene shop;
  private static Scene scene;
  private static @Nullable Visitors comers;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "mariadb-dump", "temporal");
    shop =
        EmergencyScene.start(
            folder,
            83,
            text ->
                text.replace("database: {}", "database: {beforeDeployment: true}")
                    .replace("undo: keep}", "undo: restore, requires: {drill: 7d}}"));
    scene = shop.scene;
    shop.deploy(0, release(1, ""));
    shop.sql("insert into step_1 values (1, 'shoes'), (2, 'hats'), (3, 'gloves')");
    comers = Visitors.at(scene.url(), 20);
  }

  @AfterAll
  static void end() throws Exception {
    if (comers != null) {
      comers.close();
    }
    if (shop != null) {
      shop.close();
    }
  }

  private static Path release(int version, String prelude) throws Exception {
    return scene.site.with(
        version, prelude, version == 1 ? Map.of() : Map.of("db/migration/V2__step_2.sql", LOSSY));
  }

  @Test
  @Order(1)
  void aMigrationThatLosesSomethingRunsOnlyOnceADrillHasPassed() throws Exception {
    assertThat(shop.deploy(3, release(2, "")))
        .contains("windlass backup production", "nothing changed");
    shop.backedUp();
    assertThat(shop.deploy(3, release(2, "")))
        .contains("windlass drill production", "nothing changed");
    assertThat(shop.sql("select count(note) from step_1")).isEqualTo("3");

    Path artifact = release(2, "");
    shop.expect(0, "drill", "production", "--rehearse", artifact.toString());
    JsonNode passed = shop.awaitDrill(1);
    assertThat(passed.path("state").asText()).as("%s", passed).isEqualTo("pass");
    String drill = passed.path("id").asText();
    assertThat(shop.expect(0, "drills", "production", "--report", drill)).contains("1 script in");
    assertThat(shop.sql("select count(note) from step_1")).as("only rehearsed").isEqualTo("3");

    assertThat(shop.deploy(0, artifact)).contains(" rehearsed ", " in " + drill);
    assertThat(shop.sql("show columns from step_1 like 'note'")).isEmpty();
    assertThat(shop.backups()).as("its own, behind ours").hasSize(2);
  }

  @Test
  @Order(2)
  void aReleaseThatIsUnwellIsTakenBackWithTheDataOfBefore() throws Exception {
    int before = shop.backups().size();
    String live = shop.live();
    long began = System.nanoTime();
    shop.deploy(10, release(3, SICK));

    assertThat(shop.backups()).as("its own before the migration").hasSizeGreaterThan(before);
    assertThat(shop.tables()).isEqualTo("2");
    assertThat(shop.sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
    assertThat(shop.sql("select max(version) from flyway_schema_history")).isEqualTo("2");
    assertThat(shop.live()).isEqualTo(live);
    List<Visit> visits = visits(began);
    TurnedAway.onceAndInOnePiece(visits, EmergencyScene.MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("2", "none");
  }

  @Test
  @Order(3)
  void anEmergencyBringsDataAndCodeBackBehindClosedDoors() throws Exception {
    String backup = shop.backedUp();
    String live = shop.live();
    shop.deploy(0, release(3, ""));
    shop.sql("delete from step_1");
    assertThat(shop.expect(0, "restore", "production"))
        .contains(backup, "releases, newest first", live, shop.live());
    long began = System.nanoTime();

    JsonNode restore = shop.restored(backup, "--code", "matching");

    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(shop.sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
    assertThat(shop.tables()).isEqualTo("2");
    assertThat(shop.live()).isEqualTo(live);
    assertThat(shop.status()).isEqualTo(200);
    List<Visit> visits = visits(began);
    TurnedAway.onceAndInOnePiece(visits, EmergencyScene.MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("2", "3", "none");
    Proof.measured(
        "visitors turned away in an emergency",
        visits.stream().filter(Visit::failed).count() + " of " + visits.size(),
        "between on and off only");
  }

  @Test
  @Order(4)
  void oneThatFailsNamesTheSafetyBackupAndKeepsTheDoorsAsWanted() throws Exception {
    String backup = shop.backedUp();
    damage(backup);

    JsonNode closed = shop.restored(backup);
    assertThat(closed.path("outcome").asText()).as("%s", closed).isEqualTo("failed");
    assertThat(closed.path("problem").asText())
        .contains("the target is as before", "what it held before is in b-")
        .contains("maintenance is still on: windlass maintenance off production");
    assertThat(closed.path("safety").asText()).startsWith("b-");
    assertThat(shop.status()).isEqualTo(503);
    assertThat(maintenance().at("/state/since").asText()).as("%s", maintenance()).isNotEmpty();
    assertThat(maintenance().at("/state").hasNonNull("until"))
        .as("a timer that lets visitors in to data that is in doubt")
        .isFalse();
    shop.expect(0, "maintenance", "off", "production", "--watch");
    assertThat(shop.status()).isEqualTo(200);

    JsonNode open = shop.restored(backup, "--open-on-failure");
    assertThat(open.path("outcome").asText()).as("%s", open).isEqualTo("failed");
    assertThat(shop.status()).isEqualTo(200);
    assertThat(shop.sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
  }

  @Test
  @Order(5)
  void aRecoveryThatLeadsAsksBeforeItWritesAndBeforeItOpens() throws Exception {
    String backup = shop.backedUp();
    shop.deploy(0, release(3, ""));
    shop.sql("delete from step_1");

    int before = shop.list(EmergencyScene.RESTORES).size();
    shop.recover(backup);
    String id = shop.awaitPhase("deciding");
    assertThat(shop.status()).isEqualTo(503);
    assertThat(shop.operator.expect(0, "restore", "production")).contains(id + " deciding");
    assertThat(shop.tables()).as("nothing is written yet").isEqualTo("3");
    shop.goOn("deciding");

    shop.awaitPhase("verifying");
    assertThat(shop.status()).isEqualTo(503);
    assertThat(shop.sql("select group_concat(id) from step_1")).isEqualTo("1,2,3");
    shop.goOn("verifying");

    JsonNode restore = shop.awaitRestore(before + 1);
    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(shop.tables()).isEqualTo("2");
    assertThat(shop.status()).isEqualTo(200);
  }

  private static JsonNode maintenance() throws Exception {
    return shop.ask(BackupScene.door("production", "maintenance"));
  }

  private static void damage(String backup) throws IOException {
    Path object;
    try (Stream<Path> files = Files.walk(scene.backups())) {
      object =
          files
              .filter(file -> file.toString().contains("/" + backup + "/"))
              .filter(file -> file.toString().endsWith(".zst"))
              .findFirst()
              .orElseThrow();
    }
    byte[] content = Files.readAllBytes(object);
    content[content.length / 2] ^= 1;
    Files.write(object, content);
  }

  private static List<Visit> visits(long began) {
    return Objects.requireNonNull(comers).since(began);
  }
}
