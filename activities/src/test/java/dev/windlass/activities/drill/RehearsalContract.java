package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.drill.DrillActivities.DropScratch;
import dev.windlass.workflows.drill.DrillActivities.RehearseScratch;
import dev.windlass.workflows.drill.DrillActivities.Rehearsed;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Migrations.Care;
import dev.windlass.workflows.plan.Migrations.Verify;
import dev.windlass.workflows.plan.ReleaseSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pending migrations on a restored copy of a real database that Flyway and updates have made. */
abstract class RehearsalContract {

  private static final String DATABASE = DrillBench.DATABASE;
  private static final String ORDERS = "4000";

  @TempDir Path folder = Path.of("/nowhere");
  private @Nullable DrillBench opened;
  private Migrations.@Nullable Updates updates;
  private @Nullable Care care;

  abstract TwoServers<?> servers();

  /** A statement that lasts 400 ms. */
  abstract String pause();

  /** A script that keeps readers and writers of orders away for these seconds. */
  abstract String holding(double seconds);

  @BeforeEach
  void start() throws IOException {
    opened = new DrillBench(engine(), folder);
    Files.createDirectories(folder.resolve("release/db"));
  }

  @AfterEach
  void leave() throws IOException {
    bench().hands().drop(new DropScratch(plan(), DATABASE));
    bench().close();
  }

  final Database.Engine engine() {
    return servers().engine();
  }

  final DatabaseServer production() {
    return servers().production();
  }

  final DatabaseServer scratch() {
    return servers().scratch();
  }

  final DrillBench bench() {
    return Objects.requireNonNull(opened);
  }

  final DrillPlan plan() {
    return bench().plan(production(), scratch());
  }

  /** What production has: one script of Flyway's and a version, and orders. */
  static void furnish(DatabaseServer production, String url) {
    production.sql(
        "shop",
        """
        create table orders (id int primary key, note varchar(100));
        create table schema_version (version varchar(20) not null);
        insert into schema_version values ('1.0');
        """);
    Flyway.configure().dataSource(url, "shop", "pass word").baselineVersion("1").load().baseline();
  }

  @Test
  void measuresEveryPendingScriptWhereTheBackupWasRestored() throws Exception {
    script("V1__old.sql", "create table never_again (id int);");
    script("V2__fill.sql", "update orders set note = 'seen';");
    script("V3__widen.sql", "alter table orders add column seen int;\n" + pause() + ";");
    script("V4__count.sql", "create index orders_note on orders (note);");

    Rehearsed rehearsed = rehearse();

    Rehearsal outcome = Objects.requireNonNull(rehearsed.outcome());
    assertThat(rehearsed.finding().verdict())
        .as(rehearsed.finding().detail())
        .isEqualTo(Verdict.PASS);
    assertThat(rehearsed.finding().detail()).startsWith("3 scripts in ");
    assertThat(outcome.failure()).isNull();
    assertThat(outcome.revision()).isEqualTo("4f2c9a1");
    assertThat(outcome.scripts())
        .extracting(Rehearsal.Script::name)
        .containsExactly("V2__fill.sql", "V3__widen.sql", "V4__count.sql");
    assertThat(outcome.scripts().getFirst().rows()).isEqualTo(Long.valueOf(ORDERS));
    assertThat(outcome.scripts().get(1).took()).isGreaterThanOrEqualTo(Duration.ofMillis(390));
    assertThat(outcome.took()).isGreaterThan(outcome.scripts().get(1).took());
    assertLocks(outcome);
    assertThat(column(scratch(), DATABASE)).isEqualTo("1");
    assertThat(column(production(), "shop")).isEqualTo("0");
  }

  /** What is known of the locks of those three scripts. */
  abstract void assertLocks(Rehearsal outcome);

  @Test
  void measuresWhomAScriptKeepsWaiting() throws Exception {
    script("V2__hold.sql", holding(0.6));

    Rehearsal outcome = Objects.requireNonNull(rehearse().outcome());

    assertThat(outcome.failure()).isNull();
    Rehearsal.Script script = outcome.scripts().getFirst();
    assertThat(script.waited()).as("nobody else is there").isEqualTo(Duration.ZERO);
    assertThat(script.locks())
        .filteredOn(lock -> lock.strength().stopsReaders())
        .singleElement()
        .satisfies(lock -> {
          assertThat(lock.table()).isEqualTo("orders");
          assertThat(lock.held()).isBetween(Duration.ofMillis(400), script.took());
        });
    assertThat(outcome.line()).contains(", locks orders ").contains("(readers and writers wait)");
  }

  @Test
  void measuresHowLongAScriptItselfWaits() throws Exception {
    script("V2__widen.sql", "alter table orders add column seen int;");
    restore();
    CompletableFuture<String> other =
        CompletableFuture.supplyAsync(() -> scratch().sql(DATABASE, holding(4)));
    Rehearsal outcome;
    try {
      outcome = Objects.requireNonNull(bench().hands().rehearse(request()).outcome());
    } finally {
      other.join();
    }

    Rehearsal.Script script = outcome.scripts().getFirst();
    assertThat(script.waited()).isBetween(Duration.ofMillis(500), script.took());
    assertThat(outcome.line()).contains(", waited ").contains(" for locks");
    assertThat(script.locks())
        .as("what the other one holds is not its own")
        .allSatisfy(lock -> assertThat(lock.held()).isLessThan(Duration.ofMillis(500)));
  }

  @Test
  void namesScriptAndLineOfWhatDoesNotRun() throws Exception {
    script("V2__fill.sql", "update orders set note = 'seen';");
    script("V3__typo.sql", "update orders\nset note = 'again';\n\nupdate order set nonsense = 1;");

    Rehearsed rehearsed = rehearse();

    assertThat(rehearsed.finding())
        .extracting(DrillFinding::verdict, DrillFinding::reason)
        .containsExactly(Verdict.FAIL, DrillReason.REHEARSAL);
    assertThat(rehearsed.finding().detail())
        .startsWith("the migrations of 4f2c9a1 do not run: V3__typo.sql, statement 2: ")
        .contains("(line 4)")
        .endsWith("; the backup itself is fine")
        .doesNotContain("by hand");
    assertThat(Objects.requireNonNull(rehearsed.outcome()).scripts())
        .extracting(Rehearsal.Script::name)
        .containsExactly("V2__fill.sql", "V3__typo.sql");
  }

  @Test
  void asksTheMigratedSchemaWhatItsDeploymentWould() throws Exception {
    care = new Care(0, List.of(new Verify("select count(*) from orders", "0")), null);
    script("V2__fill.sql", "update orders set note = 'seen';");

    assertThat(rehearse().finding().detail())
        .contains("the scripts have been applied, but select count(*) from orders answers 4000");
  }

  @Test
  void runsUpdateScriptsFromTheVersionThatWasRestored() throws Exception {
    updates = new Migrations.Updates("schema_version", "version");
    script(
        "01_update_v1.0_v1.1.sql",
        "alter table orders add column seen int; update schema_version set version = '1.1';");

    Rehearsed rehearsed = rehearse();

    assertThat(rehearsed.finding().verdict())
        .as(rehearsed.finding().detail())
        .isEqualTo(Verdict.PASS);
    assertThat(Objects.requireNonNull(rehearsed.outcome()).scripts())
        .extracting(Rehearsal.Script::name)
        .containsExactly("01_update_v1.0_v1.1.sql");
    assertThat(scratch().sql(DATABASE, "select version from schema_version;").strip())
        .isEqualTo("1.1");
  }

  @Test
  void whatWasInterruptedIsNotMeasuredByHalf() throws Exception {
    script("V2__fill.sql", "update orders set note = 'seen';");
    rehearse();

    assertThatThrownBy(() -> bench().hands().rehearse(request()))
        .hasStackTraceContaining("the rehearsal was interrupted");
  }

  @Test
  void anArtifactThatIsGoneIsNotTheBackupsFault() throws Exception {
    script("V2__fill.sql", "update orders set note = 'seen';");
    restore();
    ReleaseSource.Artifact gone =
        new ReleaseSource.Artifact("ab".repeat(32), 1, ArchiveForm.TAR_GZ, "4f2c9a1");

    DrillFinding finding =
        bench()
            .hands()
            .rehearse(new RehearseScratch(plan(), DATABASE, "dr-1", gone, scripts()))
            .finding();

    assertThat(finding.reason()).isEqualTo(DrillReason.REHEARSAL);
    assertThat(finding.detail()).contains("ab".repeat(6)).endsWith("; the backup itself is fine");
  }

  final Rehearsed rehearse() throws Exception {
    restore();
    return bench().hands().rehearse(request());
  }

  private void restore() {
    DrillPlan plan = plan();
    Taken taken = bench().backup(plan, "b-1");
    assertThat(bench().restore(plan, taken).problem()).isNull();
  }

  private RehearseScratch request() throws Exception {
    return new RehearseScratch(plan(), DATABASE, "dr-1", artifact(), scripts());
  }

  private Migrations.Scripts scripts() {
    return new Migrations.Scripts(
        bench().database(production().port(), "shop", "shop", "db"),
        List.of("db"),
        null,
        null,
        Migrations.Undo.KEEP,
        null,
        care,
        updates);
  }

  final void script(String name, String sql) throws IOException {
    Files.writeString(folder.resolve("release/db").resolve(name), sql + "\n");
  }

  private ReleaseSource.Artifact artifact() throws Exception {
    Path file = folder.resolve("release.tar.gz");
    Process tar =
        new ProcessBuilder(
                "tar", "-czf", file.toString(), "-C", folder.resolve("release").toString(), ".")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    bench().fleet.artifact("cd".repeat(32), file);
    return new ReleaseSource.Artifact(
        "cd".repeat(32), Files.size(file), ArchiveForm.TAR_GZ, "4f2c9a1");
  }

  private static String column(DatabaseServer server, String database) {
    return server
        .sql(
            database,
            "select count(*) from information_schema.columns where table_name = 'orders'"
                + " and column_name = 'seen' and '%1$s' in (table_schema, table_catalog);"
                    .formatted(database))
        .strip();
  }
}
