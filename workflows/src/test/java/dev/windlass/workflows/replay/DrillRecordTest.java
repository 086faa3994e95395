package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.DrillWorkflow;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays a drill with its control and keeps its history, when it is asked to. */
class DrillRecordTest {

  private static final String STORE = "s3://offsite/shop";

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void drillWithItsControl() {
    try (Scene scene = new Scene()) {
      Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
      scene.backups.rows.add(new Row("b-1", now, List.of(STORE), null, null));
      String id = WorkflowIds.drill("shop", "production");
      DrillWorkflow run =
          scene
              .client()
              .newWorkflowStub(
                  DrillWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId(id)
                      .setTaskQueue(TaskQueues.CENTRAL)
                      .build());
      WorkflowClient.start(run::run, new DrillRequest(plan(), Pick.LATEST, null, "dev-1"));
      DrillReport report = WorkflowStub.fromTyped(run).getResult(DrillReport.class);
      assertThat(report.verdict()).isEqualTo(Verdict.PASS);
      assertThat(report.control()).isTrue();
      Histories.write("drill", scene.client().fetchHistory(id));
    }
  }

  private static DrillPlan plan() {
    BackupPlan backup =
        new BackupPlan(
            "shop",
            "production",
            new BackupSource.Data(database("db-1", "shop"), null, null, List.of()),
            List.of(new StorePlace(STORE, null, null, null)),
            null,
            null,
            "UTC",
            Plans.atomic().plan().ssh(),
            Duration.ofHours(1));
    return new DrillPlan(
        backup,
        "age-identity",
        new DrillPlan.Scratch(
            database("db-scratch", "information_schema"), null, "windlass_drill_"),
        List.of(
            new DrillPlan.Production(
                "shop", "production", database("db-1", "shop"), null, backup.ssh())),
        List.of(),
        new DrillPlan.Objectives(null, null),
        1,
        Duration.ofHours(1));
  }

  private static Database database(String host, String name) {
    return new Database(Database.Engine.MARIADB, host, 3306, name, "windlass", "db-windlass", null);
  }
}
