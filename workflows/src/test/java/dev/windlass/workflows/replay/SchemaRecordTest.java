package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.plan.Migrations.Guard;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Readings;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.scene.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the stories of guarded migrations and keeps their histories, when it is asked to. */
class SchemaRecordTest {

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void migrationsThatLoseRowsBehindAGate() {
    try (Scene scene = new Scene()) {
      Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
      scene.world.migrations =
          new MigrationFacts(
              "1",
              List.of("V2__step.sql"),
              List.of(),
              Readings.of("alter table orders drop note;", Readings.waiver("drop-column")));
      scene.backups.rows.add(new Row("b-1", now, List.of("file:///b"), now, null));
      DeploymentWorkflow run =
          scene.start(
              Plans.atomic()
                  .migrations(Schemas.guarded(new Guard(List.of(), null, Duration.ofDays(7))))
                  .gate(Plans.gate("go", Gate.Before.MIGRATIONS))
                  .plan());
      scene.sleep(Duration.ofHours(1));
      run.approve(null);
      assertThat(scene.outcome(run)).isEqualTo("succeeded");
      Histories.write(
          "guarded-twice", scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
    }
  }
}
