package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.FreshnessWorkflow;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.backup.FreshnessWorkflow.Vigil;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledRequest;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledResult;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.plan.Backup.Otherwise;
import dev.windlass.workflows.plan.Backup.Own;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the stories of backups by themselves and keeps their histories, when it is asked to. */
class OwnBackupRecordTest {

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void deploymentWithItsOwnBackup() {
    try (Scene scene = new Scene()) {
      Own own = new Own(plan(), Duration.ofHours(6), Otherwise.TAKE);
      assertThat(scene.play(Plans.atomic().ownBackup(own).plan())).isEqualTo("succeeded");
      Histories.write(
          "own-backup-held", scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
    }
  }

  @Test
  void backupsThatStayAway() {
    try (Scene scene = new Scene()) {
      Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
      FreshnessWorkflow run =
          scene
              .client()
              .newWorkflowStub(
                  FreshnessWorkflow.class, options(WorkflowIds.freshness("shop", "production")));
      List<Limit> limits = List.of(new Limit("database", Duration.ofHours(26), now));
      WorkflowClient.start(run::run, new Vigil("shop", "production", limits));
      scene.sleep(Duration.ofHours(27));
      run.renew(new Vigil("shop", "production", limits));
      scene.backups.rows.add(
          new Row("b-1", now.plus(Duration.ofHours(26)), List.of("v"), null, null));
      scene.sleep(Duration.ofHours(1));
      Histories.write(
          "freshness", scene.client().fetchHistory(WorkflowIds.freshness("shop", "production")));
    }
  }

  @Test
  void backupByItsSchedule() {
    try (Scene scene = new Scene()) {
      String id = WorkflowIds.scheduledBackup("shop", "production", "database");
      ScheduledBackupWorkflow run =
          scene.client().newWorkflowStub(ScheduledBackupWorkflow.class, options(id));
      WorkflowClient.start(run::run, new ScheduledRequest(plan(), Overlap.SKIP));
      WorkflowStub.fromTyped(run).getResult(ScheduledResult.class);
      Histories.write("scheduled-backup", scene.client().fetchHistory(id));
    }
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.CENTRAL).build();
  }

  private static BackupPlan plan() {
    Database database =
        new Database(Database.Engine.MARIADB, "db-1", 3306, "shop", "windlass", "db", null);
    return new BackupPlan(
        "shop",
        "production",
        new BackupSource.Data(database, null, null, List.of()),
        List.of(new StorePlace("sftp://backup@vault/shop", null, null, null)),
        null,
        null,
        "UTC",
        Plans.atomic().plan().ssh(),
        Duration.ofHours(1));
  }
}
