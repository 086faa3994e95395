package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a file may ask for beyond running scripts: ways down, answers, patience with locks. */
abstract class CarefulMigrationContract extends MigrationContract {

  @Test
  void takesBackWhatItAppliedTheNewestFirst() throws Exception {
    Database database = databaseWithOne();
    script("V2__two.sql", "alter table one add two int;");
    script("V3__three.sql", "create table three (id int);");
    care = new Migrations.Care(0, List.of(), "undo");
    file("undo/U2__two.sql", "alter table one drop column two;");
    assertThat(inspect(database).problems())
        .containsExactly("V3__three.sql has no way down: add undo/U3__three.sql, or undo: keep");
    assertThat(reading(database).verdict().sentence())
        .isEqualTo("There is no way back after V3__three.sql (no-way-down).");
    file("undo/U3__three.sql", "drop table three;");
    assertThat(inspect(database).problems()).isEmpty();
    assertThat(reading(database).verdict().sentence())
        .isEqualTo(
            "The declared way down leads back; it loses what was written since"
                + " (drop-table, U3__three.sql:1: drop table three).");
    assertThat(reading(database).losing()).isEmpty();

    for (int deployment = 2; deployment <= 3; deployment++) {
      Migrate request = migrate(deployment, database, null);
      assertThat(activities().migrate(request).after()).isEqualTo("3");
      MigrationReport back = activities().takeDown(request);
      assertThat(back.applied()).containsExactly("V3__three.sql", "V2__two.sql");
      assertThat(back.after()).isEqualTo("1");
      assertThat(elsewhere().takeDown(request).applied()).as("once").isEmpty();
      assertThat(inspect(database).pending()).containsExactly("V2__two.sql", "V3__three.sql");
    }
    assertThat(activities().takeDown(migrate(9, database, null)).applied())
        .as("of a deployment that never migrated")
        .isEmpty();
  }

  @Test
  void saysWhatItCannotReadInAWayDown() throws Exception {
    Database database = databaseWithOne();
    care = new Migrations.Care(0, List.of(), "undo");
    script("V2__two.sql", "alter table one add two int;");
    file("undo/U2__two.sql", "alter table one drop (column two;");

    assertThat(inspect(database).problems()).isEmpty();
    assertThat(reading(database).stopping()).isEmpty();
    assertThat(reading(database).verdict().sentence())
        .startsWith("Nobody knows whether the declared way down leads back (unparsable, U2__two");
  }

  @Test
  void takesAnotherAnswerThanTheDeclaredOneForAFailure() throws Exception {
    Migrations.Verify one = new Migrations.Verify("select count(*) from one", "1");
    care = new Migrations.Care(0, List.of(one), null);
    script("V1__one.sql", "create table one (id int primary key);");
    Database database = emptyDatabase();
    assertThatThrownBy(() -> activities().migrate(migrate(1, database, null)))
        .matches(e -> Failures.is(e, FailureType.MIGRATION_FAILED))
        .hasStackTraceContaining("select count(*) from one answers 0, expected 1");
    execute(database, "insert into one values (1)");
    assertThat(activities().migrate(migrate(1, database, null)).applied()).hasSize(1);
  }

  @Test
  void beginsAScriptAgainThatWaitedTooLongForALock() throws Exception {
    Database database = databaseWithOne();
    script("V2__two.sql", "alter table one add two int;");
    try (Connection holder =
        DriverManager.getConnection(url(database), database.user(), "pass word")) {
      holder.setAutoCommit(false);
      holder.createStatement().execute("insert into one values (1)");
      care = new Migrations.Care(0, List.of(), null);
      assertThatThrownBy(() -> activities().migrate(migrate(2, database, null)))
          .matches(e -> Failures.is(e, FailureType.MIGRATION_FAILED))
          .hasStackTraceContaining("waited too long for a lock, 1 time; nothing of this script");
      care = new Migrations.Care(9, List.of(), null);
      Migrate patient = migrate(3, database, null);
      CompletableFuture<MigrationReport> running =
          CompletableFuture.supplyAsync(() -> activities().migrate(patient));
      assertThat(running).as("longer than a lock timeout").isNotDone();
      Thread.sleep(2500);
      assertThat(running).isNotDone();
      holder.rollback();
      assertThat(running).succeedsWithin(Duration.ofSeconds(30));
    }
    assertThat(inspect(database).version()).isEqualTo("2");
  }
}
