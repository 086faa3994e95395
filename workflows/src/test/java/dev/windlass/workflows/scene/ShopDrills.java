package dev.windlass.workflows.scene;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.drill.DrillPlan.Scratch;
import dev.windlass.workflows.drill.DrillWorkflow;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillHour;
import dev.windlass.workflows.plan.Database;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Drills of the shop's backups. */
public final class ShopDrills {

  /** The scratch database of the one drill that {@link FakeDrills} knows. */
  public static final String SCRATCH = "windlass_drill_1";

  private ShopDrills() {}

  /**
   * @param control each so manieth drill also drills a damaged copy; 0 for never
   */
  public static DrillPlan plan(Objectives objectives, int control) {
    Database production = database("db-1", "shop");
    BackupPlan backup = ShopBackups.plan(null, ShopBackups.VAULT, ShopBackups.OFFSITE);
    return new DrillPlan(
        backup,
        "age-identity",
        new Scratch(database("db-scratch", "information_schema"), null, "windlass_drill_"),
        List.of(new Production("shop", "production", production, null, backup.ssh())),
        List.of(),
        objectives,
        control,
        Duration.ofHours(1));
  }

  /** A backup that is so many hours old, newer than those before. */
  public static void row(Scene scene, String id, int hours, String... stores) {
    Instant now = Instant.ofEpochMilli(scene.environment.currentTimeMillis());
    scene.backups.rows.addFirst(
        new Row(id, now.minus(Duration.ofHours(hours)), List.of(stores), null, null));
  }

  /** Begins one and returns. */
  public static DrillWorkflow start(Scene scene, DrillRequest request) {
    DrillWorkflow run =
        scene
            .client()
            .newWorkflowStub(DrillWorkflow.class, options(WorkflowIds.drill("shop", "production")));
    WorkflowClient.start(run::run, request);
    return run;
  }

  /** Begins what a schedule begins, and returns. */
  public static ScheduledDrillWorkflow schedule(Scene scene, DrillHour request) {
    ScheduledDrillWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                ScheduledDrillWorkflow.class,
                options(WorkflowIds.scheduledDrill("shop", "production")));
    WorkflowClient.start(run::run, request);
    return run;
  }

  public static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.CENTRAL).build();
  }

  private static Database database(String host, String name) {
    return new Database(Database.Engine.MARIADB, host, 3306, name, "windlass", "db-windlass", null);
  }
}
