package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Plain SQL update scripts, which go by the version that the schema says it has. */
abstract class UpdateContract extends SeedContract {

  private static final Migrations.Updates BY_VERSION =
      new Migrations.Updates("schema_version", "version");

  /** How a script that leaves another version than its name promises ends. */
  abstract FailureType afterALie();

  @Test
  void bringsAnEmptySchemaToTheNewestVersionAndGoesOnFromThere() throws Exception {
    updates = BY_VERSION;
    script(
        "01_update_v0_v7.5.1.sql",
        """
        create table schema_version (version varchar(40) not null);
        insert into schema_version values ('v7.5.1');
        create table orders (id int primary key);
        """);
    script("02_update_v7.5.1_v7.5.2.sql", to("7.5.2") + "alter table orders add note int;");
    script("R__view.sql", "create view newest as select id from orders;");
    Database database = emptyDatabase();
    MigrationFacts before = inspect(database);
    assertThat(before.version()).isNull();
    assertThat(before.problems()).isEmpty();
    assertThat(before.pending())
        .containsExactly("01_update_v0_v7.5.1.sql", "02_update_v7.5.1_v7.5.2.sql", "R__view.sql");
    assertThat(inspect(database)).isEqualTo(before);

    MigrationReport report = activities().migrate(migrate(1, database, null));
    assertThat(report).isEqualTo(new MigrationReport(null, "7.5.2", before.pending()));
    assertThat(activities().migrate(migrate(1, database, null))).isEqualTo(report);

    script("03_update_v7.5.2_v7.6.0.sql", to("7.6.0") + "alter table orders add more int;");
    script("R__view.sql", "create or replace view newest as select id from orders where id > 1;");
    assertThat(inspect(database).version()).isEqualTo("7.5.2");
    assertThat(inspect(database).pending())
        .containsExactly("03_update_v7.5.2_v7.6.0.sql", "R__view.sql");
    MigrationReport next = activities().migrate(migrate(2, database, null));
    assertThat(next)
        .isEqualTo(
            new MigrationReport(
                "7.5.2", "7.6.0", List.of("03_update_v7.5.2_v7.6.0.sql", "R__view.sql")));
  }

  @Test
  void goesByTheVersionOfASchemaThatItHasNeverSeen() throws Exception {
    Database database = databaseAt("7.5.1");
    script("01_update_7.5.0_7.5.1.sql", to("7.5.1") + "create table orders (id int);");
    script("02_update_7.5.1_7.6.0.sql", to("7.6.0") + "create table two (id int);");

    assertThat(activities().migrate(migrate(1, database, null)))
        .isEqualTo(new MigrationReport("7.5.1", "7.6.0", List.of("02_update_7.5.1_7.6.0.sql")));
  }

  @Test
  void runsAgainWhatADatabaseThatWasSetBackHasNotSeen() throws Exception {
    Database database = databaseAt("7.5.1");
    script("02_update_v7.5.1_v7.6.0.sql", to("7.6.0") + "create table two (id int);");
    activities().migrate(migrate(1, database, null));
    execute(database, "drop table two");
    execute(database, "update schema_version set version = '7.5.1'");

    assertThat(activities().migrate(migrate(2, database, null)).applied())
        .containsExactly("02_update_v7.5.1_v7.6.0.sql");
    assertThat(query(database, "select count(*) from two")).isEqualTo("0");
  }

  @Test
  void runsNothingWhereTheScriptsDoNotLeadOn() throws Exception {
    Database database = databaseAt("7.4.9");
    script("01_update_v7.5.0_v7.5.1.sql", to("7.5.1"));
    script("02_update_v7.5.2_v7.6.0.sql", "select 1;");
    script("later.sql", "select 1;");
    assertThat(inspect(database).problems())
        .containsExactly(
            "later.sql: no name of an update script; expected NN_update_vA_vB.sql, or R__name.sql",
            "02_update_v7.5.2_v7.6.0.sql starts from 7.5.2, but 01_update_v7.5.0_v7.5.1.sql before it"
                + " ends at 7.5.1: add the script between them, or correct the names",
            "the schema is at 7.4.9 (schema_version.version), and no script starts from there: they"
                + " lead from 7.5.0 to 7.6.0");

    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_FAILED))
        .hasStackTraceContaining("no script starts from there")
        .hasStackTraceContaining("no script has been run");
    assertThat(
            query(
                database,
                "select count(*) from information_schema.tables where table_name like 'windlass%'"
                    + " and table_schema in ('public', '%s')".formatted(database.name())))
        .as("not even our own tables")
        .isEqualTo("0");
  }

  @Test
  void runsNothingThatDoesNotTellItsVersionInTheFirstTenLines() throws Exception {
    Database database = databaseAt("7.5.1");
    script("02_update_v7.5.1_v7.6.0.sql", "-- so\n".repeat(10) + to("7.6.0"));
    assertThat(inspect(database).problems())
        .containsExactly(
            "02_update_v7.5.1_v7.6.0.sql: no statement in its first 10 lines tells the version;"
                + " expected e.g. UPDATE schema_version SET version = '7.6.0';");
    script("02_update_v7.5.1_v7.6.0.sql", "-- so\n".repeat(9) + to("7.6.0"));
    assertThat(inspect(database).problems()).isEmpty();
  }

  @Test
  void saysWhatAVersionsTableMustHold() throws Exception {
    Database database = databaseAt("7.5.1");
    script("02_update_v7.5.1_v7.6.0.sql", to("7.6.0"));
    execute(database, "insert into schema_version values ('7.6.0')");
    assertThat(inspect(database).problems())
        .singleElement()
        .asString()
        .startsWith("schema_version must have one row")
        .endsWith("it has 2");
    execute(database, "drop table schema_version");
    assertThat(inspect(database).problems())
        .singleElement()
        .asString()
        .startsWith("the schema has tables but no schema_version: create it");
  }

  @Test
  void stopsAtAScriptThatLeavesAnotherVersion() throws Exception {
    Database database = databaseAt("7.5.1");
    script("02_update_v7.5.1_v7.6.0.sql", to("7.6.0") + to("7.7.0"));
    script("03_update_v7.6.0_v7.7.0.sql", to("7.7.0") + "create table never (id int);");
    for (int tries = 1; tries <= 2; tries++) {
      assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
          .matches(e -> Failures.is(e, afterALie()))
          .hasStackTraceContaining("02_update_v7.5.1_v7.6.0.sql");
    }
    assertThat(
            query(
                database,
                "select count(*) from information_schema.tables where table_name = 'never'"))
        .isEqualTo("0");
  }

  @Test
  void readsUpdateScriptsBeforeTheyRunButFearsNothingForTheVersion() throws Exception {
    Database database = databaseAt("7.5.1");
    script("02_update_v7.5.1_v7.6.0.sql", to("7.6.0") + "alter table orders drop column id;");
    Reading reading = Objects.requireNonNull(inspect(database).reading());
    assertThat(reading.stopping())
        .extracting(finding -> finding.place().at() + " " + finding.rule())
        .containsExactly("02_update_v7.5.1_v7.6.0.sql:2 drop-column");
    assertThat(reading.losing()).containsExactly("02_update_v7.5.1_v7.6.0.sql");
  }

  @Test
  void refusesUpdatesOfAnEarlierDeployment() throws Exception {
    Database database = databaseAt("7.5.1");
    script("02_update_v7.5.1_v7.6.0.sql", to("7.6.0"));
    activities().migrate(migrate(7, database, null));
    script("03_update_v7.6.0_v7.7.0.sql", to("7.7.0"));
    Migrate earlier = migrate(6, database, null);
    assertThatThrownBy(() -> activities().migrate(earlier))
        .matches(e -> Failures.is(e, FailureType.FENCED));
    assertThat(activities().stop(migrate(7, database, null)).after()).isEqualTo("7.6.0");
  }

  /** A schema that something else has brought to this version. */
  final Database databaseAt(String version) throws Exception {
    updates = BY_VERSION;
    Database database = emptyDatabase();
    execute(database, "create table schema_version (version varchar(40) not null)");
    execute(database, "insert into schema_version values ('" + version + "')");
    execute(database, "create table orders (id int, number int)");
    return database;
  }

  static String to(String version) {
    return "update schema_version set version = '" + version + "';\n";
  }
}
