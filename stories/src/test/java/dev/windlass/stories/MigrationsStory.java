package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.stories.Windlass.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laravel's migrations, read by its own dry run for the server that Laravel itself names, with the
 * files of docs/php.md: what loses something stops the deployment before the gate, what somebody
 * vouches for is shown there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationsStory {

  private static final String DROPS = "2026_11_21_120000_drop_note";

  @TempDir static Path folder;
  private static PhpScene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php", "php-fpm8.2", "ssh", "sudo", "mariadbd", "temporal");
    RealParts.require("systemctl", "dbus-daemon");
    RealParts.requireFiles(
        "/usr/share/php/Illuminate/autoload.php", "/etc/php/8.2/mods-available/pdo_mysql.ini");
    scene = PhpScene.start(folder, 78, 1);
    scene.fleet.onWeb(scene.page.text("sh", "on every web host, as root"));
    file();
    expect(0, "setup", "production", "--watch");
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void theFirstReleaseHasNothingToLoseInADatabaseWithoutTables() throws Exception {
    deploy(0, release(1, dropsTheNote()));

    assertThat(applied()).contains("create_jobs_table", "create_orders", DROPS);
    assertThat(columns()).contains("remark").doesNotContain("note");
    scene.database.sql("shop", "alter table orders add note varchar(200)");
    scene.database.sql("shop", "delete from migrations where migration = '" + DROPS + "'");
  }

  @Test
  @Order(2)
  void whatLosesSomethingStopsTheDeploymentBeforeTheGateAndNothingHasChanged() throws Exception {
    file("looked at");
    String live = scene.live(scene.shop).toString();
    String before = columns() + applied();
    Map<String, String> files = dropsTheNote();
    files.putAll(
        migration(
            "2026_11_21_120100_drop_remark",
            "class DropRemark",
            "Schema::table('orders', fn ($table) => $table->dropColumn('remark'));"));
    files.putAll(
        migration(
            "2026_11_21_120200_if_there",
            "return new class",
            "if (Schema::hasColumn('orders', 'note')) { Schema::drop('orders'); }"));

    String said = text(deploy(10, release(2, files)));

    assertThat(said)
        .contains(DROPS + ":1: drop-column")
        .contains("DropRemark:1: drop-column")
        .contains("2026_11_21_120200_if_there:1: unanswered-query")
        .doesNotContain("gate schema needs");
    assertThat(scene.live(scene.shop)).hasToString(live);
    assertThat(columns() + applied()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void whatSomebodyVouchesForIsShownAtTheGateAndGoesThrough() throws Exception {
    file("looked at", "vouched");
    Process deploying =
        scene.windlass.begin(
            "deploy", "production", "--artifact", release(3, dropsTheNote()).toString(), "--watch");
    String atTheGate = awaitGate();

    assertThat(atTheGate)
        .contains("There is no way back after " + DROPS + ":1")
        .contains("fail " + DROPS + ":1 drop-column");
    assertThat(status("--json")).contains("nobody reads it since May");
    assertThat(columns()).contains("note");

    scene.expect(0, "approve", "production", "schema", "--yes");
    String said = new String(deploying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(deploying.waitFor()).as(said).isZero();
    assertThat(columns()).doesNotContain("note");
    assertThat(applied()).contains(DROPS);
  }

  @Test
  @Order(4)
  void whatOldCodeRunsOnPassesWhereNothingElseIsAllowed() throws Exception {
    file("old code");
    Map<String, String> files = dropsTheNote();
    files.putAll(
        migration(
            "2026_11_21_120300_add_weight",
            "return new class",
            "Schema::table('orders', fn ($table) => $table->integer('weight')->nullable());"));

    assertThat(text(deploy(0, release(4, files))))
        .contains("migrations read: Old code runs on the new schema.");

    assertThat(columns()).contains("weight");
  }

  private static Map<String, String> dropsTheNote() {
    return migration(
        DROPS,
        "return new class",
        "Schema::table('orders', fn ($table) => $table->dropColumn('note'));");
  }

  /** A release with these migrations behind the one that makes the table. */
  private static Path release(int version, Map<String, String> files)
      throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(files);
    all.putAll(
        migration(
            "2026_11_20_120000_create_orders",
            "class CreateOrders",
            "Schema::create('orders', function ($table) { $table->id();"
                + " $table->string('note')->nullable(); $table->string('remark')->nullable(); });"));
    return scene.shop.pack(version, all);
  }

  private static Map<String, String> migration(String name, String declared, String up) {
    String end = declared.startsWith("return") ? "};" : "}";
    return new TreeMap<>(
        Map.of(
            "database/migrations/" + name + ".php",
            """
            <?php

            use Illuminate\\Support\\Facades\\Schema;

            %s extends Illuminate\\Database\\Migrations\\Migration
            {
                public function up()
                {
                    %s
                }
            %s
            """
                .formatted(declared, up, end)));
  }

  /** The page's file with these parts of the page. */
  private static void file(String... parts) throws Exception {
    scene.file(scene.shop, parts);
    Path file = folder.resolve("windlass.yaml");
    String soon = LocalDate.now(ZoneOffset.UTC).plusDays(30).toString();
    Files.writeString(file, Files.readString(file).replace("until: 2026-12-31", "until: " + soon));
  }

  private static String awaitGate() throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (true) {
      String said = status();
      if (said.contains("gate schema 0 of 1 approved")) {
        return said;
      }
      assertThat(System.nanoTime()).as("no gate: " + said).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private static String status(String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("status", "production"));
    line.addAll(List.of(options));
    return text(scene.expect(0, line.toArray(String[]::new)));
  }

  private static String columns() throws Exception {
    return scene.database.sql("shop", "show columns from orders");
  }

  private static String applied() throws Exception {
    return scene.database.sql("shop", "select migration from migrations");
  }

  private static Said deploy(int exit, Path artifact) throws Exception {
    return expect(exit, "deploy", "production", "--artifact", artifact.toString(), "--watch");
  }

  private static Said expect(int exit, String... command) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!ChangeLock.isFree(scene.temporal)) {
      assertThat(System.nanoTime()).as("the run before to end").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return scene.expect(exit, command);
  }

  /** On one line, however wide the terminal is. */
  private static String text(Said said) {
    return said.text().replaceAll("\\s+", " ");
  }
}
