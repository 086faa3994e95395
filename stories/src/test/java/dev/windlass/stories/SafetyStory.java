package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stands between a deployment and the data of a shop: findings and who vouches for them,
 * proofs that are wanted first, ways back that are declared, and the question where none is safe.
 * What all of them leave is read from hosts and databases.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SafetyStory {
  private static final String SICK =
      "if (str_contains($_SERVER['REQUEST_URI'], 'up')) { http_response_code(500); exit; }";

  /** Of those versions whose script is not the usual one. */
  private static final Map<String, String> FILES = new HashMap<>();

  @TempDir static Path folder;
  private static EmergencyScene shop;
  private static Scene scene;
  private static Attempts attempts;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "mariadb-dump", "postgres");
    RealParts.require("temporal");
    shop = EmergencyScene.start(folder, 85, text -> text);
    scene = shop.scene;
    scene.store.createDatabase("shop", "shop", "shop");
    attempts = new Attempts(scene, shop.operator, "shop");
    deploy(0, release(1, ""));
    shop.sql("insert into step_1 values (1, 'shoes'), (2, 'hats'), (3, 'gloves')");
  }

  @AfterEach
  void backToTheFile() throws Exception {
    shop.declare(shop.scratch);
  }

  @AfterAll
  static void end() throws Exception {
    if (shop != null) {
      shop.close();
    }
  }

  private static Path release(int version, String prelude) throws Exception {
    return scene.site.with(version, prelude, FILES);
  }

  private static void script(int version, String sql) {
    FILES.put("db/migration/V%1$d__step_%1$d.sql".formatted(version), sql);
  }

  private static String deploy(int exit, Path artifact, String... more) throws Exception {
    shop.awaitNoChange();
    return attempts.deploy(exit, artifact, more);
  }

  /** How the schema changes, from now on. */
  private static void migrations(String keys) throws Exception {
    scene.edit(text ->
        text.replaceFirst(
            "migrations: \\{.*}", Matcher.quoteReplacement("migrations: {%s}".formatted(keys))));
  }

  private static String waiver(String keys) {
    return "flyway: {}, undo: keep, waive: [{rule: drop-table, script: V2__step_2.sql, %s}]"
        .formatted(keys);
  }

  @Test
  @Order(1)
  void aTableIsNotDroppedWithoutSomebodysWord() throws Exception {
    script(2, "create table step_2 (id int primary key, note varchar(40));\ndrop table step_1;\n");
    String[] words = {
      "V2__step_2.sql:2 drop-table: ",
      "(drop table step_1)",
      "or, if it is wanted, directly above it: -- windlass: allow drop-table reason=",
      "nothing changed"
    };

    attempts.refused(() -> deploy(3, release(2, "")), words);
    attempts.refused(
        () -> {
          String artifact = release(2, "").toString();
          return shop.expect(3, "plan", "production", "--artifact", artifact);
        },
        words);
    assertThat(shop.sql("select count(*) from step_1")).isEqualTo("3");
  }

  @Test
  @Order(2)
  void aWaiverInTheFileHoldsUntilItsLastDay() throws Exception {
    migrations(waiver("reason: nobody reads it, until: 2099-12-31"));
    attempts.refused(() -> attempts.deploy(2, release(2, "")), "owner", "nothing sent");
    migrations(waiver("reason: nobody reads it, owner: ada, until: 2026-01-31"));
    attempts.refused(() -> deploy(3, release(2, "")), "drop-table: ", "2026-01-31");

    migrations(waiver("reason: nobody reads it, owner: ada, until: 2099-12-31"));
    assertThat(deploy(0, release(2, ""))).contains("drop-table", "nobody reads it");

    assertThat(shop.sql("show tables like 'step\\_%'")).isEqualTo("step_2");
  }

  @Test
  @Order(3)
  void rowsAreLostOnlyWhereABackupHasPassedADrillLately() throws Exception {
    script(
        3,
        """
        -- windlass: allow drop-column reason="nobody reads it" owner=ada until=2099-12-31
        alter table step_2 drop column note;
        """);
    migrations("flyway: {}, undo: keep, requires: {drill: 1h}");
    attempts.refused(
        () -> deploy(3, release(3, "")), "there is no backup", "windlass backup production");
    String backup = shop.backedUp();
    attempts.refused(
        () -> deploy(3, release(3, "")),
        "V3__step_3.sql may lose rows, and no backup of the database has passed a drill",
        "windlass drill production");
    shop.expect(0, "drill", "production");
    JsonNode passed = shop.awaitDrill(1);
    assertThat(passed.path("state").asText()).as("%s", passed).isEqualTo("pass");

    migrations("flyway: {}, undo: keep, requires: {drill: 1s}");
    attempts.refused(
        () -> deploy(3, release(3, "")),
        "the newest drill that passed (" + backup + ") was at ",
        "the file asks for one within 1 s (migrations.requires.drill)",
        "windlass drill production");
    migrations("flyway: {}, undo: keep, requires: {drill: 1h}");
    deploy(0, release(3, ""));

    assertThat(shop.sql("show columns from step_2 like 'note'")).isEmpty();
  }

  @Test
  @Order(4)
  void aRunThatFailsTakesItsMigrationDownAgainOnBothEngines() throws Exception {
    FILES.put("db/undo/U4__step_4.sql", "drop table step_4;\n");
    String down = "flyway: {}, down: db/undo, undo: down";
    migrations(down);
    takenDown(4);

    shop.declare(shop.scratch);
    scene.useDatabase(scene.store, "shop");
    deploy(0, release(3, ""));
    migrations(down);
    takenDown(4);
    assertThat(scene.store.sql("shop", "select script from windlass_undo_history"))
        .contains("step_4")
        .doesNotContain("step_3");
  }

  /** Everything is as before, but for the list of what was taken down. */
  private static void takenDown(int version) throws Exception {
    Snapshot before = Snapshot.of(scene, "shop");
    assertThat(deploy(10, release(version, SICK)))
        .contains("schema undone: took down V%1$d__step_%1$d.sql".formatted(version));
    assertThat(before.differences(Snapshot.of(scene, "shop")))
        .allMatch(line -> line.contains("has now: windlass_undo_history"));
  }

  @Test
  @Order(5)
  void whoIsAskedReadsWhatGoingBackWouldMean() throws Exception {
    script(
        4,
        """
        create table step_4 (id int primary key);
        -- windlass: allow drop-table reason="nobody reads it" owner=ada until=2099-12-31
        drop table step_2;
        """);
    scene.edit(
        text -> text + "    gates: {go: {before: migrations, deadline: 1h, otherwise: reject}}\n");
    attempts.unharmed(
        () -> {
          shop.expect(0, "deploy", "production", "--artifact", release(4, "").toString());
          shop.operator.await(() -> shop.operator.phase().equals("waiting"), "the gate");
          String said = shop.expect(0, "status", "production");
          assertThat(said)
              .contains(
                  "There is no way back after V4__step_4.sql:3: drop table step_2 (drop-table)")
              .contains("fail V4__step_4.sql:3 drop-table: ", "(waived b");
          JsonNode schema = shop.operator.running().at("/status/schema");
          assertThat(schema.at("/verdict/way").asText()).as("%s", schema).isEqualTo("noWayBack");
          assertThat(schema.at("/findings/0/waiver/owner").asText()).isEqualTo("ada");
          shop.expect(0, "reject", "production", "go", "--yes");
          shop.operator.awaitEnd("rolledBack");
          return said;
        },
        "gate go 0 of 1 approved");
  }

  @Test
  @Order(6)
  void doorsThatWereOpenMakeARestoreAQuestion() throws Exception {
    script(4, "create table step_4 (id int primary key);\n");
    migrations("flyway: {}, undo: restore");
    scene.edit(text ->
        text.replace("database: {}", "database: {beforeDeployment: true}")
            .replace("strategy: {standard: {settle: 1s}}", "strategy: atomic"));
    int backups = shop.whole();
    assertThat(deploy(12, release(4, SICK)))
        .contains("visitors", "undo: restore b-", "skip: the data stays, and the new schema");
    shop.sql("insert into step_2 values (7)");

    assertThat(shop.whole()).isEqualTo(backups + 1);
    assertThat(shop.list(EmergencyScene.RESTORES)).isEmpty();
    assertThat(shop.expect(0, "status", "production")).contains("windlass undo", "skip", "close");
    shop.operator.expect(0, "skip", "production");
    shop.operator.awaitEnd("rolledBack");

    assertThat(shop.list(EmergencyScene.RESTORES)).isEmpty();
    assertThat(shop.sql("select id from step_2")).as("written since").isEqualTo("7");
    assertThat(shop.sql("show tables like 'step_4'")).as("as was said").isEqualTo("step_4");
  }

  @Test
  @Order(7)
  void updateScriptsRunOnlyFromTheVersionThatTheSchemaTells() throws Exception {
    scene.store.createDatabase("updated", "updated", "shop");
    scene.useDatabase(scene.store, "updated");
    migrations("updates: {}");
    update(1, "0", "1.0.0", "create table schema_version (version varchar(20));");
    deploy(0, release(4, ""));
    update(2, "1.0.0", "1.1.0", "create table orders (id int primary key);");
    scene.store.sql("updated", "update schema_version set version = '0.9.0'");

    attempts.refused(
        () -> deploy(3, release(4, "")),
        "the schema is at 0.9.0 (schema_version.version), and no script starts from there:"
            + " they lead from 0 to 1.1.0");
    scene.store.sql("updated", "update schema_version set version = '1.0.0'");
    deploy(0, release(4, ""));

    assertThat(scene.store.sql("updated", "select version from schema_version").strip())
        .isEqualTo("1.1.0");
    assertThat(scene.store.sql("updated", "select count(*) from orders").strip()).isEqualTo("0");
  }

  private static void update(int number, String from, String to, String first) {
    String tells =
        number == 1
            ? "insert into schema_version values ('%s');".formatted(to)
            : "update schema_version set version = '%s';".formatted(to);
    FILES.put(
        "db/updates/%02d_update_v%s_v%s.sql".formatted(number, from, to), first + "\n" + tells);
  }

  @Test
  @Order(8)
  void aVersionSaysThatAReleaseBringsMigrations() throws Exception {
    scene.edit(text -> text.replace("{artifact: upload}", "{artifact: upload, version: {}}"));
    attempts.refused(
        () -> deploy(3, release(4, ""), "--revision", "spring"),
        "spring, which is no version; the file asks for one (release.version)");
    deploy(0, release(4, ""), "--revision", "7.5.1");
    attempts.refused(
        () -> deploy(3, release(5, ""), "--revision", "7.5.2"),
        "7.5.2, but 7.5.1 is live and the release brings migrations: the second (minor) part",
        "--revision <version>, with 7.6.0, or above");

    deploy(0, release(5, ""), "--revision", "7.6.0");
    assertThat(shop.sql("show tables like 'step_5'")).isEqualTo("step_5");
  }

  @Test
  @Order(9)
  void productionTakesWhatStagingPassedAndABackupIsYoungEnough() throws Exception {
    Path artifact = release(5, "");
    staging();
    scene.edit(text ->
        text.replace(
                "database: {}",
                "database: {beforeDeployment: {youngerThan: 1s, otherwise: refuse}}")
            + "    passed: {staging: 1h}\n");
    attempts.refused(
        () -> deploy(3, artifact),
        "staging: artifact ",
        "has not passed, expected within 1 h; live there is nothing",
        "windlass deploy staging with the same artifact, then plan again");
    shop.expect(0, "setup", "staging", "--watch");
    shop.expect(0, "deploy", "staging", "--artifact", artifact.toString(), "--watch");
    String backup = shop.backedUp();
    attempts.refused(() -> deploy(3, artifact), backup, "windlass backup production");

    scene.edit(text -> text.replace("youngerThan: 1s", "youngerThan: 1h"));
    assertThat(deploy(0, artifact)).contains("backup of the database: " + backup + " is ");
  }

  @Test
  @Order(10)
  void whatWasYoungEnoughForThePlanMayBeTooOldAfterTheGate() throws Exception {
    script(
        6,
        """
        -- windlass: allow drop-table reason="nobody reads it" owner=ada until=2099-12-31
        drop table step_5;
        """);
    migrations("flyway: {}, undo: keep, requires: {backup: 1s}");
    attempts.refused(
        () -> deploy(3, release(6, "")),
        "the newest backup of the database (",
        "before migrating the file asks for one within 1 s (migrations.requires.backup)",
        "windlass backup production");
    migrations("flyway: {}, undo: keep, requires: {drill: 2h, backup: 2h}");
    scene.edit(
        text -> text + "    gates: {go: {before: migrations, deadline: 1h, otherwise: reject}}\n");

    attempts.unharmed(
        () -> {
          shop.expect(0, "deploy", "production", "--artifact", release(6, "").toString());
          shop.operator.await(() -> shop.operator.phase().equals("waiting"), "the gate");
          shop.scene.store.sql(
              "windlass",
              "update backup set started_at = started_at - interval '3 hours',"
                  + " drilled_at = drilled_at - interval '3 hours';");
          shop.expect(0, "approve", "production", "go", "--yes");
          shop.operator.awaitEnd("rolledBack");
          return shop.operator.environment().path("last").toString();
        },
        "it was as the file asks when the deployment began: V6__step_6.sql may lose rows, and the"
            + " newest drill that passed (",
        "(migrations.requires.drill)");
    assertThat(shop.sql("show tables like 'step_5'")).isEqualTo("step_5");
  }

  /** On the same host, beside production, as the administrator has made ready. */
  private static void staging() throws Exception {
    scene.fleet.on(
        scene.fleet.web().getFirst(),
        "cd /srv/etc && sed 's/8080/8081/; s#/srv/shop/#/srv/staging/#; s#run/nginx#run/staging#'"
            + " nginx.conf >staging.conf && nginx -c /srv/etc/staging.conf");
    String address = scene.fleet.webAddresses().getFirst();
    scene.edit(text ->
        text.replace(
            "environments:\n",
            """
            environments:
              staging:
                url: http://%1$s:8081
                layout: {path: /srv/staging}
                ssh: {user: root, port: %2$d}
                hosts: {web: [%1$s]}
                backend: {port: 8081}
            """
                .formatted(address, Fleet.SSH_PORT)));
  }
}
