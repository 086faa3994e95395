package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.migration.MigrationActivities.InspectMigrations;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.migration.safety.MigrationKind;
import dev.windlass.workflows.migration.safety.ReadScript;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.RollbackVerdict;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import io.grpc.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds on every server. */
abstract class MigrationContract {

  @TempDir Path temporary = Path.of("/nowhere");
  private final Engine engine = new Engine();
  private final Engine another = new Engine();
  TestFleet fleet = new TestFleet(temporary);
  Migrations.@Nullable Care care;
  Migrations.@Nullable Updates updates;
  private MigrationActivities activities = implementation();
  private MigrationActivities elsewhere = implementation();

  /** A new empty database, whose user has the password {@code pass word}. */
  abstract Database emptyDatabase() throws Exception;

  /** Statements of which the last runs for this long. */
  abstract String sleeping(int seconds);

  /** First column of a query as administrator, one line a row. */
  abstract String query(Database database, String sql) throws Exception;

  /** Runs statements as administrator. */
  abstract void execute(Database database, String sql) throws Exception;

  abstract String url(Database database);

  @BeforeEach
  final void start() {
    fleet = new TestFleet(temporary);
    fleet.grants.with("db", "pass word");
    activities = engine.of(MigrationActivities.class, implementation());
    elsewhere = another.of(MigrationActivities.class, implementation());
  }

  @AfterEach
  final void stop() throws IOException {
    engine.close();
    another.close();
    fleet.close();
  }

  @Test
  void appliesWhatFlywayItselfWouldAndLeavesItsHistory() throws Exception {
    script("V1__one.sql", "create table one (id int primary key, note varchar(20));");
    script("V2__two.sql", "insert into one values (1, 'a;b'); alter table one add two int;");
    script("R__view.sql", "create view v as select id from one;");
    Database ours = emptyDatabase();
    Database theirs = emptyDatabase();

    MigrationReport report = activities().migrate(migrate(1, ours, null));
    Flyway.configure()
        .dataSource(url(theirs), theirs.user(), "pass word")
        .locations("filesystem:" + temporary.resolve("release/db"))
        .load()
        .migrate();

    assertThat(report.applied()).containsExactly("V1__one.sql", "V2__two.sql", "R__view.sql");
    assertThat(report.before()).isNull();
    assertThat(report.after()).isEqualTo("2");
    assertThat(history(ours)).isEqualTo(history(theirs));
    assertThat(activities().migrate(migrate(1, ours, null))).isEqualTo(report);
  }

  @Test
  void tellsWhatIsPendingAndChangesNothing() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Database database = emptyDatabase();
    MigrationFacts before = inspect(database);
    assertThat(before.version()).isNull();
    assertThat(before.pending()).containsExactly("V1__one.sql");
    assertThat(before.problems()).isEmpty();
    assertThat(inspect(database)).isEqualTo(before);

    activities().migrate(migrate(1, database, null));
    script("V2__two.sql", "create table two (id int primary key);");
    assertThat(inspect(database).version()).isEqualTo("1");
    assertThat(inspect(database).pending()).containsExactly("V2__two.sql");
    script("V1__one.sql", "create table changed (id int primary key);");
    assertThat(inspect(database).problems()).singleElement().asString().contains("checksum");
  }

  @Test
  void readsWhatPendingScriptsWouldDoToASchemaThatIsInUse() throws Exception {
    script("V1__one.sql", "create table one (id int primary key, note varchar(20));");
    Database database = emptyDatabase();
    activities().migrate(migrate(1, database, null));
    script("V2__two.sql", "alter table one add two int;");
    script("V3__drop.sql", "select 1;\n\nalter table one drop column note;");
    script("afterMigrate.sql", "delete from one;");

    Reading reading = reading(database);

    assertThat(reading.server()).startsWith(database.engine().name().toLowerCase(Locale.ROOT));
    assertThat(reading.scripts())
        .containsExactly(
            new ReadScript("V2__two.sql", MigrationKind.EXPAND),
            new ReadScript("V3__drop.sql", MigrationKind.CONTRACT),
            new ReadScript("afterMigrate.sql", reading.scripts().getLast().kind()));
    assertThat(reading.stopping())
        .extracting(finding -> finding.place().at() + " " + finding.rule())
        .contains("V3__drop.sql:3 drop-column")
        .anyMatch(where -> where.startsWith("afterMigrate.sql:1 delete"));
    assertThat(reading.verdict().way()).isEqualTo(RollbackVerdict.Way.NO_WAY_BACK);
    assertThat(inspect(database).problems())
        .as("whoever asks decides what to make of it")
        .isEmpty();
    assertThat(query(database, "select note from one")).isEmpty();
  }

  @Test
  void fearsNothingForAnEmptySchema() throws Exception {
    script("V1__one.sql", "create table one (id int primary key, note varchar(20));");
    script("V2__drop.sql", "alter table one drop column note;");

    Reading reading = reading(emptyDatabase());

    assertThat(reading.scripts()).hasSize(2);
    assertThat(reading.findings()).isEmpty();
  }

  @Test
  void refusesASchemaOfSomebodyElse() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Database database = emptyDatabase();
    execute(database, "create table theirs (id int primary key)");
    assertThat(inspect(database).problems()).singleElement().asString().contains("baseline it");
  }

  @Test
  void saysAtOnceThatAnArtifactIsBroken() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Migrate whole = migrate(1, emptyDatabase(), null);
    Path file = fleet.fetch(whole.artifact().digest());
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));

    InspectMigrations look =
        new InspectMigrations(
            "shop", "production", whole.migrations(), whole.artifact(), TestFleet.SSH, null);
    assertThat(activities().inspect(look).problems())
        .singleElement()
        .asString()
        .startsWith("the artifact cannot be unpacked (")
        .endsWith("); build and upload another");
  }

  @Test
  void saysWhichDatabaseItCannotReach() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Database real = emptyDatabase();
    Database missing =
        new Database(real.engine(), real.host(), real.port(), "nowhere", real.user(), "db", null);
    assertThat(inspect(missing).problems()).singleElement().asString().contains("nowhere");
  }

  @Test
  void goesThroughATunnel() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Host through = fleet.host("queue");
    assertThat(activities().migrate(migrate(1, emptyDatabase(), through)).applied()).hasSize(1);
  }

  @Test
  void refusesAnEarlierDeployment() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Database database = emptyDatabase();
    activities().migrate(migrate(7, database, null));
    assertThatThrownBy(() -> activities().migrate(migrate(6, database, null)))
        .matches(e -> Failures.is(e, FailureType.FENCED));
  }

  @Test
  void refusesADeploymentThatALaterOneHasStopped() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Database database = emptyDatabase();
    activities().migrate(migrate(1, database, null));
    script("V2__two.sql", "create table two (id int primary key);");

    activities().stop(migrate(2, database, null));

    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.FENCED));
  }

  @Test
  void stopsWhatRunsOnTheServer() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    script("V2__slow.sql", sleeping(30));
    Database database = emptyDatabase();
    Migrate request = migrate(1, database, null);
    CompletableFuture<Void> running =
        CompletableFuture.runAsync(() -> activities().migrate(request));
    sleeper(database);

    stopped(() -> elsewhere.stop(request));
    assertThat(query(database, runningQuery())).isEmpty();
    assertThat(running).failsWithin(Duration.ofSeconds(10));
  }

  @Test
  void aTryThatTheEngineGaveUpGoesOnAndTheNextOneAttaches() throws Exception {
    script("V1__slow.sql", sleeping(10));
    Database database = emptyDatabase();
    Migrate request = migrate(1, database, null);
    AtomicBoolean away = new AtomicBoolean();
    engine
        .environment()
        .setActivityHeartbeatListener(
            String.class,
            words -> {
              if (away.get()) {
                throw Status.NOT_FOUND.asRuntimeException();
              }
            });
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> activities().migrate(request));
    String session = sleeper(database);

    away.set(true);
    assertThat(first).failsWithin(Duration.ofSeconds(6));
    away.set(false);

    assertThat(query(database, runningQuery())).as("goes on").isEqualTo(session);
    assertThat(activities().migrate(request).applied()).containsExactly("V1__slow.sql");
  }

  /** The session that sleeps, once it does. */
  private String sleeper(Database database) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> query(database, runningQuery()), id -> !id.isEmpty());
  }

  /** How stop answers while a script ran: it differs by what the server can take back. */
  abstract void stopped(Callable<MigrationReport> stop) throws Exception;

  /** Ids of sessions that run {@link #sleeping}. */
  abstract String runningQuery();

  /** Those of another worker. */
  final MigrationActivities elsewhere() {
    return elsewhere;
  }

  final MigrationActivities activities() {
    return activities;
  }

  final void script(String name, String sql) throws IOException {
    file("db/" + name, sql);
  }

  final void file(String name, String text) throws IOException {
    Path file = temporary.resolve("release").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
  }

  final Database databaseWithOne() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    Database database = emptyDatabase();
    activities().migrate(migrate(1, database, null));
    return database;
  }

  final Migrate migrate(long number, Database database, @Nullable Host tunnel) throws Exception {
    return new Migrate(
        fleet.change(number),
        scripts(database),
        artifact(),
        TestFleet.SSH,
        tunnel,
        Duration.ofMinutes(1));
  }

  final MigrationFacts inspect(Database database) throws Exception {
    return activities()
        .inspect(
            new InspectMigrations(
                "shop", "production", scripts(database), artifact(), TestFleet.SSH, null));
  }

  final Reading reading(Database database) throws Exception {
    return Objects.requireNonNull(inspect(database).reading());
  }

  private MigrationActivitiesImpl implementation() {
    return new MigrationActivitiesImpl(
        new DatabaseRoute.Opener(fleet.grants, fleet.sessions()),
        fleet::fetch,
        new SimpleMeterRegistry());
  }

  private Migrations.Scripts scripts(Database database) {
    Migrations.Care with = care;
    boolean down = with != null && with.down() != null;
    return new Migrations.Scripts(
        database,
        List.of("db"),
        Duration.ofSeconds(with == null ? 5 : 1),
        Duration.ofSeconds(40),
        down ? Migrations.Undo.DOWN : Migrations.Undo.KEEP,
        null,
        with,
        updates);
  }

  private ReleaseSource.Artifact artifact() throws Exception {
    String digest = UUID.randomUUID().toString();
    Path file = temporary.resolve(digest);
    String release = temporary.resolve("release").toString();
    Process tar =
        new ProcessBuilder("tar", "-czf", file.toString(), "-C", release, ".").inheritIO().start();
    assertThat(tar.waitFor()).isZero();
    fleet.artifact(digest, file);
    return new ReleaseSource.Artifact(digest, Files.size(file), ArchiveForm.TAR_GZ, "x");
  }

  private String history(Database database) throws Exception {
    return query(
        database,
        "select concat(installed_rank, ' ', coalesce(version, '-'), ' ', description, ' ', type,"
            + " ' ', script, ' ', coalesce(checksum, 0), ' ', success)"
            + " from flyway_schema_history order by installed_rank");
  }
}
