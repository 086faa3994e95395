package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.ReadDryRun;
import dev.windlass.workflows.migration.safety.Finding;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A framework is asked on its host, in the new release's directory. */
class DryRunsTest {

  private static final String LARAVEL =
      """

         INFO  Running migrations.

        2026_11_21_120000_drop_note ............................................
        ⇂ alter table `orders` add `text` varchar(40) null
        ⇂ alter table `orders` drop `note`
      """;

  @TempDir Path temporary = Path.of("/nowhere");
  private TestFleet fleet = new TestFleet(temporary);
  private Host host = new Host("nowhere", 22, "root", List.of(), null);

  @BeforeEach
  void start() throws IOException {
    fleet = new TestFleet(temporary);
    fleet.grants.with("db", "pass word");
    host = fleet.host("queue");
  }

  @AfterEach
  void stop() throws IOException {
    fleet.close();
  }

  @Test
  void readsWhatAFrameworkSaysForTheServerThatTheFileNames() throws Exception {
    MigrationFacts facts = read("cat plan.sql", null, "mariadb 10.11");

    assertThat(facts.problems()).isEmpty();
    assertThat(facts.pending()).containsExactly("2026_11_21_120000_drop_note");
    Reading reading = Objects.requireNonNull(facts.reading());
    assertThat(reading.server()).isEqualTo("mariadb 10.11");
    assertThat(reading.stopping())
        .extracting(finding -> finding.place().at() + " " + finding.rule())
        .containsExactly("2026_11_21_120000_drop_note:2 drop-column");
  }

  @Test
  void asksTheDatabaseForItsVersion() throws Exception {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb");
    try (MariaDbServer server = MariaDbServer.start()) {
      server.createDatabase("shop", "shop", "pass word");
      Database database =
          new Database(
              Database.Engine.MYSQL, "127.0.0.1", server.port(), "shop", "shop", "db", null);

      Reading reading = Objects.requireNonNull(read("cat plan.sql", database, null).reading());

      assertThat(reading.server())
          .as("declared as MySQL, and none")
          .matches("mariadb 1[0-9]\\.[0-9]+");
    }
  }

  @Test
  void aSchemaWithoutTablesHasNothingToLose() throws Exception {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb");
    try (MariaDbServer server = MariaDbServer.start()) {
      server.createDatabase("shop", "shop", "pass word");
      server.sql("shop", "create table migrations (migration varchar(255))");
      Database database =
          new Database(
              Database.Engine.MARIADB, "127.0.0.1", server.port(), "shop", "shop", "db", null);

      assertThat(stopping(read("cat plan.sql", database, null))).isEmpty();
      server.sql("shop", "create table orders (note text)");
      assertThat(stopping(read("cat plan.sql", database, null))).hasSize(1);
    }
  }

  @Test
  void asksTheFrameworkForWhichServerItIs() throws Exception {
    MigrationFacts facts = read(told("echo 'mysql 5.5.5-10.11.6-MariaDB-0+deb12u1'"));

    assertThat(Objects.requireNonNull(facts.reading()).server()).isEqualTo("mariadb 10.11");
    assertThat(stopping(facts)).containsExactly("2026_11_21_120000_drop_note:2 drop-column");
    assertThat(stopping(read(told("echo a warning; echo 'mysql 8.0.35 (Debian 8.0.35-1) empty'"))))
        .isEmpty();
  }

  @Test
  void saysWhereNobodyReadsForTheServer() throws Exception {
    MigrationFacts facts = read(told("echo 'sqlite 3.40.1'"));

    assertThat(facts.problems()).isEmpty();
    assertThat(Objects.requireNonNull(facts.reading()).findings())
        .extracting(Finding::line)
        .containsExactly(
            "warn migrations not-read: Nobody reads what this would do: sqlite 3.40.1 is none of mariadb, mysql and postgresql.");
  }

  @Test
  void aServerThatIsNotToldIsAProblem() throws Exception {
    assertThat(read(told("echo Hello; echo 'pass word'")).problems())
        .containsExactly(
            "serverCommand: found \"Hello\n[REDACTED]\", expected driver and version, e.g. mysql 10.11.6-MariaDB; mend it, or say server: mariadb 10.11");
    assertThat(read(told("echo 'no driver' >&2; exit 4")).problems())
        .containsExactly("serverCommand: exit 4: no driver");
  }

  @Test
  void tellsWhatADryRunSaidThatFailed() throws Exception {
    String line = "echo 'no driver; pass word' >&2; exit 3";

    MigrationFacts facts = read(line, null, "mariadb 10.11");

    assertThat(facts.reading()).isNull();
    assertThat(facts.problems())
        .singleElement()
        .asString()
        .startsWith("dry run: exit 3: ")
        .endsWith("no driver; [REDACTED]");
  }

  @Test
  void namesADatabaseThatDoesNotAnswer() throws Exception {
    Database nowhere =
        new Database(Database.Engine.MARIADB, "127.0.0.1", 9, "shop", "shop", "db", null);

    assertThat(read("cat plan.sql", nowhere, null).problems())
        .singleElement()
        .asString()
        .startsWith("the database could not be asked for its version: ");
  }

  /** In a release whose directory has the file {@code plan.sql}. */
  private MigrationFacts read(String line, @Nullable Database database, @Nullable String server)
      throws IOException {
    return read(new Migrations.DryRun(command(line), database, server));
  }

  private static HostCommand command(String line) {
    return new HostCommand("dry run", line, null, List.of());
  }

  private static Migrations.DryRun told(String line) {
    return new Migrations.DryRun(command("cat plan.sql"), null, null, command(line));
  }

  private static List<String> stopping(MigrationFacts facts) {
    return Objects.requireNonNull(facts.reading()).stopping().stream()
        .map(finding -> finding.place().at() + " " + finding.rule())
        .toList();
  }

  private MigrationFacts read(Migrations.DryRun dryRun) throws IOException {
    Path path = temporary.resolve("shop");
    Path release = Files.createDirectories(path.resolve("releases/r1"));
    Files.writeString(release.resolve("plan.sql"), LARAVEL);
    ReadDryRun request =
        new ReadDryRun(
            fleet.change(1),
            new Migrations.Command(
                host.name(), dryRun.command(), null, null, Migrations.Undo.KEEP, null, dryRun),
            new Layout(path.toString(), 3, List.of()),
            host,
            TestFleet.SSH,
            null,
            List.of("db"));
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants, fleet.sessions());
    return new DryRuns(routes, new SchemaReader(Clock.systemUTC())).read(request);
  }
}
