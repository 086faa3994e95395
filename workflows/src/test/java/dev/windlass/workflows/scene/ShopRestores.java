package dev.windlass.workflows.scene;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.maintenance.Maintenance.AfterLimit;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.restore.Emergency;
import dev.windlass.workflows.restore.Guide;
import dev.windlass.workflows.restore.RestorePlan;
import dev.windlass.workflows.restore.RestorePlan.Chosen;
import dev.windlass.workflows.restore.RestorePlan.Target;
import dev.windlass.workflows.restore.RestoreWorkflow;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Restores of the shop's database into itself. */
public final class ShopRestores {

  public static final StorePlace VAULT = new StorePlace(ShopBackups.VAULT, null, null, null);

  private ShopRestores() {}

  public static RestorePlan plan(Database.Engine engine) {
    Database database = new Database(engine, "db-1", 3306, "shop", "windlass", "db-windlass", null);
    BackupPlan safety =
        new BackupPlan(
            "shop",
            "production",
            new BackupSource.Data(database, null, null, List.of()),
            List.of(VAULT),
            null,
            null,
            "UTC",
            Plans.atomic().plan().ssh(),
            Duration.ofHours(1));
    return new RestorePlan(
        "shop",
        "production",
        new Chosen(
            "b-7", Instant.parse("2026-11-21T02:15:00Z"), "ab".repeat(32), List.of(VAULT), null),
        new Target(null, database, null, null, null),
        List.of(),
        safety,
        safety.ssh(),
        Duration.ofHours(1),
        null);
  }

  /**
   * Behind closed doors.
   *
   * @param code what brings the code back, or null where it stays
   * @param guide where it asks a person, or null where it does not
   */
  public static Emergency emergency(
      Emergency.Otherwise otherwise, @Nullable DeploymentPlan code, @Nullable Guide guide) {
    return new Emergency(
        Plans.maintenance(PlanKind.MAINTENANCE_ON).afterLimit(AfterLimit.KEEP).plan(),
        code,
        Plans.maintenance(PlanKind.MAINTENANCE_OFF).plan(),
        otherwise,
        guide);
  }

  /** Begins one and returns. */
  public static RestoreWorkflow start(Scene scene, RestorePlan plan) {
    RestoreWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                RestoreWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.change("shop", "production"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(run::run, new RestoreRequest(plan, "7d1e03aa", "dev-1"));
    return run;
  }
}
