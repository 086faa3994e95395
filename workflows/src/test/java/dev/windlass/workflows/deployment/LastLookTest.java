package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Migrations.Guard;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Readings;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was proof enough when a deployment began may not be so once a gate is answered. */
class LastLookTest {

  private static final Guard WITHIN_A_WEEK = new Guard(List.of(), null, Duration.ofDays(7));
  private static final Gate PATIENT =
      new Gate(
          "go", Gate.Before.MIGRATIONS, 1, false, null, Gate.Otherwise.HOLD, Gate.Accept.PLAIN);
  private static final Reading WAIVED =
      Readings.of("alter table orders drop note;", Readings.waiver("drop-column"));

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aDrillThatAGateMadeTooOldIsNoProofAnyMore() {
    finds(WAIVED);
    kept("b-1", Duration.ofDays(6));

    DeploymentWorkflow run = answeredAfter(Duration.ofDays(2), Schemas.guarded(WITHIN_A_WEEK));

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(run.status().reason())
        .extracting(Reason::code)
        .isEqualTo(Reason.Code.MIGRATION_REFUSED);
    assertThat(run.status().problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .startsWith("V2__step.sql may lose rows, and the newest drill that passed (b-1) was at ");
    assertThat(scene.world.story()).doesNotContain("migrate");
  }

  @Test
  void aProofThatADrillEndedMeanwhileIsNone() {
    finds(WAIVED);
    kept("b-1", Duration.ofDays(1));
    DeploymentWorkflow run =
        scene.start(Plans.atomic().migrations(Schemas.guarded(WITHIN_A_WEEK)).gate(PATIENT).plan());
    scene.sleep(Duration.ofHours(1));
    scene.backups.rows.clear();
    kept("b-1", null);
    run.approve(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.story()).doesNotContain("migrate");
  }

  @Test
  void aWaiverThatEndedAtAGateVouchesForNothing() {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    LocalDate until = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    finds(Readings.of("alter table orders drop note;", Readings.waiver("drop-column", until)));

    DeploymentWorkflow run =
        answeredAfter(Duration.ofDays(3), Schemas.guarded(new Guard(List.of(), null, null, null)));

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(run.status().problems())
        .singleElement()
        .extracting(Problem::what)
        .asString()
        .startsWith("drop-column: ")
        .endsWith("the waiver by ada ended on " + until);
    assertThat(scene.world.story()).doesNotContain("migrate");
  }

  private DeploymentWorkflow answeredAfter(Duration time, Migrations migrations) {
    DeploymentWorkflow run =
        scene.start(Plans.atomic().migrations(migrations).gate(PATIENT).plan());
    scene.sleep(time);
    run.approve(null);
    return run;
  }

  private void finds(Reading reading) {
    scene.world.migrations = new MigrationFacts("1", List.of("V2__step.sql"), List.of(), reading);
  }

  private void kept(String id, @Nullable Duration drilledAgo) {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    Instant drilledAt = drilledAgo == null ? null : now.minus(drilledAgo);
    scene.backups.rows.add(new Row(id, now, List.of("file:///b"), drilledAt, null));
  }
}
