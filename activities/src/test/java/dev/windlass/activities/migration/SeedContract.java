package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** First rows of a schema that had no tables. */
abstract class SeedContract extends CarefulMigrationContract {

  @Test
  void fillsAFirstSchemaOnceWhateverIsAddedLater() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    file("seed/roles.sql", "insert into one values (1);");
    file("seed/more.sql", "insert into one values (2);");
    seeds("seed/roles.sql");
    Database database = emptyDatabase();
    for (int tries = 1; tries <= 2; tries++) {
      assertThat(activities().migrate(migrate(1, database, null)).applied())
          .containsExactly("V1__one.sql");
      assertThat(rows(database)).isEqualTo("1");
    }

    script("V2__two.sql", "alter table one add two int;");
    seeds("seed/roles.sql", "seed/more.sql");
    activities().migrate(migrate(2, database, null));
    assertThat(rows(database)).isEqualTo("1");
  }

  @Test
  void leavesASchemaThatWasThereAlone() throws Exception {
    Database database = databaseWithOne();
    script("V2__two.sql", "alter table one add two int;");
    file("seed/roles.sql", "insert into one values (1, 1);");
    seeds("seed/roles.sql");
    activities().migrate(migrate(2, database, null));
    assertThat(rows(database)).isEqualTo("0");
  }

  @Test
  void aLaterDeploymentPaysWhatTheFirstOneOwes() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    file("seed/roles.sql", "insert into one values (1);");
    file("seed/more.sql", "insert into nowhere values (2);");
    seeds("seed/roles.sql", "seed/more.sql");
    Database database = emptyDatabase();
    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .hasStackTraceContaining("seed2__more.sql, statement 1: insert into nowhere");
    assertThat(rows(database)).isEqualTo("1");

    // What the failure tells a person to do, where a server takes nothing back.
    execute(database, "delete from windlass_seed_history where not success");
    execute(database, "update windlass_migration set script = null");
    file("seed/more.sql", "insert into one values (2);");
    activities().migrate(migrate(2, database, null));
    assertThat(rows(database)).isEqualTo("2");
  }

  @Test
  void fillsASchemaAgainThatWasTakenDown() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    file("undo/U1__one.sql", "drop table one;");
    file("seed/roles.sql", "insert into one values (1);");
    care = new Migrations.Care(0, List.of(), "undo", List.of("seed/roles.sql"));
    Database database = emptyDatabase();
    for (int deployment = 1; deployment <= 2; deployment++) {
      Migrate request = migrate(deployment, database, null);
      activities().migrate(request);
      assertThat(rows(database)).isEqualTo("1");
      assertThat(activities().takeDown(request).applied()).containsExactly("V1__one.sql");
    }
  }

  @Test
  void saysThatASeedIsMissing() throws Exception {
    script("V1__one.sql", "create table one (id int primary key);");
    seeds("seed/none.sql");
    assertThat(inspect(emptyDatabase()).problems())
        .singleElement()
        .asString()
        .contains("the artifact has no scripts in [seed/none.sql]");
  }

  private void seeds(String... files) {
    care = new Migrations.Care(0, List.of(), null, List.of(files));
  }

  private String rows(Database database) throws Exception {
    return query(database, "select count(*) from one");
  }
}
