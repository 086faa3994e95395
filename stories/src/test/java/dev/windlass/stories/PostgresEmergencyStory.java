package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop on PostgreSQL whose application has a role of its own: migrations that make tables and
 * views of what is there are undone, by a deployment itself and in an emergency, and run again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresEmergencyStory {

  private static final String REFERRING =
      """
      create table step_%1$d (id int primary key, first int not null references step_1 (id));
      create view firsts_%1$d as select note from step_1 join step_%1$d on first = step_1.id;
      insert into step_%1$d values (1, 2);
      """;

  private static final String SICK =
      "if (str_contains($_SERVER['REQUEST_URI'], 'up')) { http_response_code(500); exit; }";

  @TempDir static Path folder;
  private static EmergencyScene shop;
  private static Scene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "temporal");
    RealParts.require("postgres", "pg_dump", "pg_restore");
    shop = EmergencyScene.start(folder, 92, text -> text);
    scene = shop.scene;
    scene.store.createDatabase("shop", "shop", "shop");
    scene.useDatabase(scene.store, "shop");
    scene.edit(text ->
        text.replaceAll("(?m)^ *drills: .*\n", "")
            .replace("database: {}", "database: {beforeDeployment: true}")
            .replace("undo: keep}", "undo: restore}"));
    shop.deploy(0, release(1, ""));
    sql(
        """
        create role visitor;
        set role shop;
        insert into step_1 values (1, 'shoes'), (2, 'hats'), (3, 'gloves');
        grant select, insert on step_1 to visitor;
        """);
  }

  @AfterAll
  static void end() throws Exception {
    if (shop != null) {
      shop.close();
    }
  }

  private static Path release(int version, String prelude) throws Exception {
    return scene.site.with(
        version,
        prelude,
        version == 1
            ? Map.of()
            : Map.of(
                "db/migration/V%1$d__step_%1$d.sql".formatted(version),
                REFERRING.formatted(version)));
  }

  @Test
  @Order(1)
  void whatAnUnwellReleaseHasMadeIsUndoneAndCanBeMadeAgain() throws Exception {
    String live = shop.live();

    shop.deploy(10, release(2, SICK));

    assertThatItIsAtVersion(1);
    assertThat(shop.live()).isEqualTo(live);
    shop.deploy(0, release(2, ""));
    assertThat(sql("select * from firsts_2")).isEqualTo("hats");
  }

  @Test
  @Order(2)
  void anEmergencyBringsDataAndCodeBackAndTheApplicationWorks() throws Exception {
    String backup = shop.backedUp();
    String live = shop.live();
    // On top of V2 as it was applied, which the history knows by its digest.
    Path third =
        scene.site.with(
            3,
            "",
            Map.of(
                "db/migration/V2__step_2.sql", REFERRING.formatted(2),
                "db/migration/V3__step_3.sql", REFERRING.formatted(3)));
    shop.deploy(0, third);
    sql("truncate step_1 cascade; revoke all on step_1 from visitor");

    JsonNode restore = shop.restored(backup, "--code", "matching");

    assertThat(restore.path("outcome").asText()).as("%s", restore).isEqualTo("succeeded");
    assertThat(restore.path("remarks")).as("%s", restore).isEmpty();
    assertThatItIsAtVersion(2);
    assertThat(sql("select * from firsts_2")).isEqualTo("hats");
    assertThat(shop.live()).isEqualTo(live);
    shop.deploy(0, third);
    assertThat(sql("select * from firsts_3")).isEqualTo("hats");
  }

  /** With its rows, open, and the application reads and writes by its own role. */
  private static void assertThatItIsAtVersion(int version) throws Exception {
    assertThat(
            sql(
                "select count(*) from information_schema.tables where table_schema = 'public'"
                    + " and table_name like 'step\\_%'"))
        .isEqualTo("" + version);
    assertThat(sql("select max(version) from flyway_schema_history")).isEqualTo("" + version);
    assertThat(sql("select string_agg(id::text, ',' order by id) from step_1")).isEqualTo("1,2,3");
    assertThat(
            sql(
                "begin; set local role visitor; insert into step_1 values (4, 'x');"
                    + " select count(*) from step_1; rollback"))
        .isEqualTo("4");
    assertThat(sql("select nspname from pg_namespace where nspname like 'windlass%'")).isEmpty();
    assertThat(shop.status()).isEqualTo(200);
  }

  private static String sql(String statements) {
    return scene.store.sql("shop", statements).strip();
  }
}
