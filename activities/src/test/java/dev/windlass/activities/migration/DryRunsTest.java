package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.ReadDryRun;
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
    Path path = temporary.resolve("shop");
    Path release = Files.createDirectories(path.resolve("releases/r1"));
    Files.writeString(release.resolve("plan.sql"), LARAVEL);
    HostCommand command = new HostCommand("dry run", line, null, List.of());
    ReadDryRun request =
        new ReadDryRun(
            fleet.change(1),
            new Migrations.Command(
                host.name(),
                command,
                null,
                null,
                Migrations.Undo.KEEP,
                null,
                new Migrations.DryRun(command, database, server)),
            new Layout(path.toString(), 3, List.of()),
            host,
            TestFleet.SSH,
            null,
            List.of("db"));
    DatabaseRoute.Opener routes = new DatabaseRoute.Opener(fleet.grants, fleet.sessions());
    return new DryRuns(routes, new SchemaReader(Clock.systemUTC())).read(request);
  }
}
