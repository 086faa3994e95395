package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Update scripts that are taken back by update scripts. */
abstract class UpdateDownContract extends UpdateContract {

  private static final String TWO = "02_update_v7.5.1_v7.5.2.sql";
  private static final String THREE = "03_update_v7.5.2_v7.6.0.sql";

  @Test
  void takesBackUpdatesTheNewestFirst() throws Exception {
    Database database = databaseWithUpdates();
    file("undo/02_update_v7.5.2_v7.5.1.sql", to("7.5.1") + "alter table orders drop column two;");
    assertThat(inspect(database).problems())
        .containsExactly(
            THREE + " has no way down: add undo/03_update_v7.6.0_v7.5.2.sql, or undo: keep");
    file("undo/03_update_v7.6.0_v7.5.2.sql", to("7.5.2") + "drop table three;");
    assertThat(inspect(database).problems()).isEmpty();
    assertThat(Objects.requireNonNull(inspect(database).reading()).verdict().sentence())
        .startsWith("The declared way down leads back; it loses what was written since (drop-table")
        .contains("03_update_v7.6.0_v7.5.2.sql:");

    for (int deployment = 2; deployment <= 3; deployment++) {
      Migrate request = migrate(deployment, database, null);
      assertThat(activities().migrate(request).after()).isEqualTo("7.6.0");
      assertThat(activities().takeDown(request))
          .isEqualTo(new MigrationReport("7.6.0", "7.5.1", List.of(THREE, TWO)));
      assertThat(elsewhere().takeDown(request).applied()).as("once").isEmpty();
      assertThat(inspect(database).pending()).containsExactly(TWO, THREE);
    }
    assertThat(activities().takeDown(migrate(9, database, null)).applied())
        .as("of a deployment that never migrated")
        .isEmpty();
  }

  @Test
  void aWayBackMustTellItsVersionToo() throws Exception {
    Database database = databaseWithUpdates();
    file("undo/02_update_v7.5.2_v7.5.1.sql", "alter table orders drop column two;");
    file("undo/03_update_v7.6.0_v7.5.2.sql", to("7.5.2") + "drop table three;");

    assertThat(inspect(database).problems())
        .singleElement()
        .asString()
        .startsWith("02_update_v7.5.2_v7.5.1.sql: no statement in its first 10 lines tells")
        .endsWith("SET version = '7.5.1';");
  }

  @Test
  void aWayBackThatLeavesAnotherVersionIsAFailure() throws Exception {
    Database database = databaseWithUpdates();
    file("undo/02_update_v7.5.2_v7.5.1.sql", to("7.5.1") + "alter table orders drop column two;");
    file("undo/03_update_v7.6.0_v7.5.2.sql", to("7.5.2") + "drop table three;" + to("7.5.9"));
    Migrate request = migrate(2, database, null);
    activities().migrate(request);

    assertThatThrownBy(() -> activities().takeDown(request))
        .matches(e -> Failures.is(e, afterALie()))
        .hasStackTraceContaining(
            "03_update_v7.6.0_v7.5.2.sql left the schema at 7.5.9, expected 7.5.2");
  }

  private Database databaseWithUpdates() throws Exception {
    Database database = databaseAt("7.5.1");
    care = new Migrations.Care(0, List.of(), "undo");
    script(TWO, to("7.5.2") + "alter table orders add two int;");
    script(THREE, to("7.6.0") + "create table three (id int);");
    return database;
  }
}
