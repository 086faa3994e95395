package dev.windlass.workflows.scene;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.RescanWorkflow;
import dev.windlass.workflows.backup.RescanWorkflow.RescanRequest;
import dev.windlass.workflows.backup.Retention;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.plan.Database;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Backups of the shop's database. */
public final class ShopBackups {

  public static final String VAULT = "sftp://backup@vault/shop";
  public static final String OFFSITE = "s3://offsite/shop";

  private ShopBackups() {}

  public static BackupPlan plan(@Nullable Retention keep, String... stores) {
    Database database =
        new Database(
            Database.Engine.MARIADB, "db-1", 3306, "shop", "windlass", "db-windlass", null);
    return new BackupPlan(
        "shop",
        "production",
        new BackupSource.Data(database, null, null, List.of()),
        Stream.of(stores).map(store -> new StorePlace(store, null, null, null)).toList(),
        null,
        keep,
        "UTC",
        Plans.atomic().plan().ssh(),
        Duration.ofHours(1));
  }

  /** Begins one and returns. */
  public static BackupWorkflow start(Scene scene, BackupPlan plan) {
    BackupWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                BackupWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.backup("shop", "production", "database"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(run::run, new BackupRequest(plan, Occasion.PERSON, "dev-1"));
    return run;
  }

  /** Begins to read these stores and returns. */
  public static RescanWorkflow rescan(Scene scene, String... stores) {
    RescanWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                RescanWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.rescan("shop", "production"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(run::run, new RescanRequest(plan(null, stores), "dev-1"));
    return run;
  }
}
