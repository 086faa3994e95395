package dev.windlass.activities.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.support.TwoServers;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.drill.DataQuestion;
import dev.windlass.workflows.drill.DrillActivities.Condition;
import dev.windlass.workflows.drill.DrillActivities.DropScratch;
import dev.windlass.workflows.drill.DrillActivities.ProveScratch;
import dev.windlass.workflows.drill.DrillActivities.Proved;
import dev.windlass.workflows.drill.DrillActivities.RestoreScratch;
import dev.windlass.workflows.drill.DrillActivities.Restored;
import dev.windlass.workflows.drill.DrillActivities.SpoilScratch;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReason;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a real server through a store to a real server, with everything that can be wrong. */
abstract class DrillContract {

  private static final String DATABASE = DrillBench.DATABASE;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder = Path.of("/nowhere");
  private @Nullable DrillBench opened;

  abstract TwoServers<?> servers();

  /** Makes one table more. */
  abstract String more();

  /** Makes an order without its customer. */
  abstract String orphan();

  @BeforeEach
  void start() throws IOException {
    opened = new DrillBench(engine(), folder);
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

  final DrillPlan plan(DataQuestion... questions) {
    return bench().plan(production(), scratch(), questions);
  }

  private DataQuestion newest(String column, Duration within) {
    return new DataQuestion.Newest("orders", column, within);
  }

  @Test
  void whatIsRestoredIsWhatWasBackedUpAndNothingStays() {
    DrillPlan plan =
        plan(
            newest("placed", DAY),
            new DataQuestion.Answer("three orders", "select count(*) from orders", "3"));
    Taken taken = bench().backup(plan, "b-1");
    assertThat(bench().hands().prove(new ProveScratch(plan)))
        .isEqualTo(new Proved(List.of(), List.of()));

    Restored restored = bench().restore(plan, taken);

    assertThat(restored.problem()).isNull();
    assertThat(restored.bytes()).isGreaterThanOrEqualTo(taken.storedBytes());
    assertThat(restored.fetch()).isPositive();
    assertThat(restored.restore()).isPositive();
    assertThat(bench().check(plan, taken))
        .allMatch(one -> one.verdict() == Verdict.PASS || one.verdict() == Verdict.NO_DATA)
        .extracting(DrillFinding::check)
        .containsExactly(
            "engine",
            "schema version",
            "tables",
            "row counts",
            "rows",
            "views and routines",
            "foreign keys",
            "newest orders.placed",
            "three orders");
    assertThat(bench().hands().prove(new ProveScratch(plan)).databases()).containsExactly(DATABASE);
    bench().hands().drop(new DropScratch(plan, DATABASE));
    assertThat(bench().hands().prove(new ProveScratch(plan)).databases()).isEmpty();
  }

  @Test
  void everyDamageOfWhatIsStoredHasItsReason() throws IOException {
    Taken taken = bench().backup(plan(), "b-1");
    bench().backup(plan(), "b-2");
    byte[] object = Files.readAllBytes(bench().object());
    byte[] manifest = Files.readAllBytes(bench().manifest());
    Path other = bench().manifest().resolveSibling("../b-2/manifest.json");
    Random random = new Random(7);

    for (int i = 0; i < 3; i++) {
      byte[] flipped = object.clone();
      flipped[random.nextInt(object.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(bench().object(), flipped);
      assertThatDrillFinds(taken, DrillReason.DAMAGED);
    }
    Files.write(bench().object(), Arrays.copyOf(object, random.nextInt(object.length)));
    assertThatDrillFinds(taken, DrillReason.TRUNCATED);
    Files.write(bench().object(), Arrays.copyOf(object, object.length + 3));
    assertThatDrillFinds(taken, DrillReason.DAMAGED);
    Path there = bench().object();
    Files.delete(there);
    assertThatDrillFinds(taken, DrillReason.INCOMPLETE);
    Files.write(there, object);

    edit(text -> text.replace("\"rows\" : 3", "\"rows\" : 2"));
    assertThatDrillFinds(taken, DrillReason.EDITED);
    Files.write(bench().manifest(), Files.readAllBytes(other));
    assertThatDrillFinds(taken, DrillReason.OTHER_BACKUP);
    Files.delete(bench().manifest());
    assertThatDrillFinds(taken, DrillReason.MISSING);
    Files.write(bench().manifest(), manifest);
    assertThat(bench().restore(plan(), taken).problem()).isNull();
  }

  private void edit(UnaryOperator<String> edit) throws IOException {
    Files.writeString(bench().manifest(), edit.apply(Files.readString(bench().manifest())));
  }

  private void assertThatDrillFinds(Taken taken, DrillReason reason) {
    assertThat(bench().restore(plan(), taken).problem())
        .isNotNull()
        .extracting(DrillFinding::verdict, DrillFinding::reason)
        .containsExactly(Verdict.FAIL, reason);
  }

  @Test
  void anotherKeyOpensNothing() {
    DrillPlan plan = plan();
    Taken taken = bench().backup(plan, "b-1");
    DrillPlan other =
        new DrillPlan(
            plan.backup(),
            "other key",
            plan.scratch(),
            plan.production(),
            List.of(),
            plan.objectives(),
            0,
            plan.limit());

    assertThat(bench().restore(other, taken).problem())
        .isNotNull()
        .extracting(DrillFinding::reason)
        .isEqualTo(DrillReason.SEALED);
  }

  @Test
  void aFlippedByteOnTheWayIsFoundAndWhatIsStoredIsNotTouched() throws IOException {
    Taken taken = bench().backup(plan(), "b-1");
    byte[] before = Files.readAllBytes(bench().object());

    Restored restored =
        bench()
            .hands()
            .restore(
                new RestoreScratch(plan(), DATABASE, "b-1", taken.manifest(), Condition.FLIPPED));

    assertThat(restored.problem())
        .isNotNull()
        .extracting(DrillFinding::reason)
        .isEqualTo(DrillReason.DAMAGED);
    assertThat(Files.readAllBytes(bench().object())).isEqualTo(before);
  }

  @Test
  void everyDifferenceOfTheRestoredDatabaseHasItsReason() {
    Taken taken = bench().backup(plan(), "b-1");
    changed(taken, "delete from orders where id = 2", DrillReason.ROW_COUNT);
    changed(taken, "update orders set note = 'blue' where id = 2", DrillReason.ROWS_DIFFER);
    changed(taken, "drop table nothing", DrillReason.TABLE_MISSING);
    changed(taken, more(), DrillReason.TABLE_UNEXPECTED);
    changed(taken, "drop view late", DrillReason.THING_MISSING);
    changed(taken, orphan(), DrillReason.ORPHANS);
    changed(
        taken,
        "update flyway_schema_history set version = '8' where version = '7'",
        DrillReason.SCHEMA_VERSION);
  }

  @Test
  void theVersionThatUpdateScriptsWriteIsComparedToo() throws IOException {
    bench().versions = new Migrations.Updates("schema_version", "version");
    Taken taken = bench().backup(plan(), "b-1");
    assertThat(taken.schemaVersion()).isEqualTo("3.1");

    assertThat(bench().restore(plan(), taken).problem()).isNull();
    assertThat(bench().check(plan(), taken)).contains(DrillFinding.pass("schema version", "3.1"));
    changed(taken, "update schema_version set version = '3.2'", DrillReason.SCHEMA_VERSION);
    changed(taken, "insert into schema_version values ('3.2')", DrillReason.SCHEMA_VERSION);
    changed(taken, "drop table schema_version", DrillReason.SCHEMA_VERSION);
    Taken said = bench().versionSaid("3.2", taken);
    assertThat(bench().restore(plan(), said).problem()).isNull();
    assertThat(bench().check(plan(), said))
        .contains(
            DrillFinding.fail(
                "schema version", DrillReason.SCHEMA_VERSION, "found 3.1, the manifest says 3.2"));
  }

  @Test
  void theVersionOfABackupOfSomeTablesIsThatOfATableInIt() {
    bench().tables = List.of("customers", "orders");
    Taken some = bench().backup(plan(), "b-1");
    assertThat(some.schemaVersion()).isNull();
    assertThat(bench().restore(plan(), some).problem()).isNull();
    assertThat(bench().check(plan(), some))
        .contains(DrillFinding.noData("schema version", "the backup has none"));

    bench().tables = List.of("customers", "flyway_schema_history");
    assertThat(bench().backup(plan(), "b-2").schemaVersion()).isEqualTo("7");
  }

  private void changed(Taken taken, String change, DrillReason reason) {
    assertThat(bench().restore(plan(), taken).problem()).isNull();
    scratch().sql(DATABASE, change + ";");
    assertThat(bench().check(plan(), taken))
        .as(change)
        .filteredOn(one -> one.verdict() == Verdict.FAIL)
        .extracting(DrillFinding::reason)
        .contains(reason);
  }

  @Test
  void whatTheOwnersAskHasItsReasonToo() {
    DrillPlan plan =
        plan(
            newest("placed", Duration.ofMinutes(1)),
            newest("day", DAY.multipliedBy(4)),
            newest("epoch", DAY),
            newest("note", DAY),
            new DataQuestion.Newest("nothing", "at", DAY),
            new DataQuestion.Answer("two", "select count(*) from orders", "2"),
            new DataQuestion.Answer("nonsense", "select nobody from orders", "2"));
    Taken taken = bench().backup(plan, "b-1");
    bench().restore(plan, taken);

    List<DrillFinding> findings = bench().check(plan, taken);

    assertThat(findings.subList(findings.size() - 7, findings.size()))
        .extracting(DrillFinding::reason)
        .containsExactly(
            DrillReason.STALE,
            null,
            null,
            DrillReason.UNMEASURED,
            DrillReason.STALE,
            DrillReason.ANSWER,
            DrillReason.UNMEASURED);
  }

  @Test
  void aDroppedTableIsMissed() {
    Taken taken = bench().backup(plan(), "b-1");
    bench().restore(plan(), taken);

    String table = bench().hands().spoil(new SpoilScratch(plan(), DATABASE)).table();

    assertThat(table).isNotNull();
    assertThat(bench().check(plan(), taken))
        .anyMatch(one -> one.reason() == DrillReason.TABLE_MISSING && one.detail().contains(table));
  }

  @Test
  void dropsAlsoWhatSomebodyUsesAndNothingElse() throws SQLException {
    Taken taken = bench().backup(plan(), "b-1");
    bench().restore(plan(), taken);

    try (Connection busy =
        DriverManager.getConnection(scratch().jdbcUrl(DATABASE), "drill", "drill word")) {
      busy.setAutoCommit(false);
      busy.createStatement().execute("select * from orders");
      bench().hands().drop(new DropScratch(plan(), DATABASE));
    }
    bench().hands().drop(new DropScratch(plan(), DATABASE));

    assertThatThrownBy(() -> bench().hands().drop(new DropScratch(plan(), "shop")))
        .hasStackTraceContaining("expected a name that begins with windlass_drill_");
  }

  @Test
  void aScratchServerThatIsProductionIsRefusedUnderEveryName() throws IOException {
    int port = production().port();
    Database database = bench().database(port, "shop", "shop", "db");

    assertThatRefused(bench().plan(database, bench().server("127.0.0.1", port, null)));
    assertThatRefused(bench().plan(database, bench().server("localhost", port, null)));
    // Seen through a tunnel its address says nothing: the lock does.
    assertThatRefused(
        bench().plan(database, bench().server("127.0.0.1", port, bench().fleet.host("db"))));
  }

  private void assertThatRefused(DrillPlan plan) {
    assertThat(bench().hands().prove(new ProveScratch(plan)).problems())
        .extracting(Problem::what)
        .containsExactly(
            "is the server of shop production's shop at 127.0.0.1:" + production().port());
    assertThat(
            bench()
                .hands()
                .restore(
                    new RestoreScratch(plan, DATABASE, "b-1", "ab".repeat(32), Condition.AS_STORED))
                .problem())
        .isNotNull()
        .extracting(DrillFinding::reason)
        .isEqualTo(DrillReason.NOT_SCRATCH);
    assertThat(production().sql("shop", "select count(*) from orders;").strip()).isEqualTo("3");
  }

  @Test
  void whatTheWorkerRefusesIsRefusedWhateverTheFileSays() {
    Database database = bench().database(production().port(), "shop", "shop", "db");
    DrillPlan plan = bench().plan(database, bench().server("127.9.0.1", scratch().port(), null));

    assertThat(bench().hands().prove(new ProveScratch(plan)).problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .contains("127.9.0.1 is refused by windlass.worker.scratch-refused");
  }

  @Test
  void productionMustNotHaveTheNameOfAScratchDatabase() {
    Database misnamed = bench().database(production().port(), "windlass_drill_shop", "shop", "db");

    assertThat(
            bench()
                .hands()
                .prove(new ProveScratch(bench().plan(misnamed, bench().server(scratch()))))
                .problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .contains("has the name of a scratch database");
  }

  @Test
  void aProductionServerThatDoesNotAnswerProvesNothing() {
    Database gone = bench().database(1, "shop", "shop", "db");
    DrillPlan plan = bench().plan(gone, bench().server(scratch()));

    assertThatThrownBy(() -> bench().hands().prove(new ProveScratch(plan)))
        .hasStackTraceContaining("cannot tell whether the scratch server is that of shop");
  }
}
