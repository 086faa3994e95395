package dev.windlass.workflows.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledRequest;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledResult;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a schedule starts takes one backup at most at a time, whoever else takes some. */
class ScheduledBackupTest {

  private static final String VAULT = "sftp://backup@vault/shop";

  private final Scene scene = new Scene();
  private final FakeBackups world = scene.backups;
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void leave() {
    over.countDown();
    scene.close();
  }

  @Test
  void takesOneUnderTheLock() {
    assertThat(result(start(Overlap.SKIP))).isEqualTo(new ScheduledResult("b-1"));

    assertThat(world.story)
        .containsExactly(
            "open for schedule",
            "take b-1 to " + VAULT,
            "stored b-1 in " + VAULT,
            "close b-1: null");
  }

  @Test
  void isLeftOutWhileAnotherIsBeingTaken() {
    another();

    assertThat(result(start(Overlap.SKIP))).isEqualTo(new ScheduledResult(null));

    assertThat(world.story).containsExactly("open for dev-1", "take b-1 to " + VAULT);
  }

  @Test
  void waitsForTheOtherWhereTheFileSaysSo() {
    another();
    ScheduledBackupWorkflow run = start(Overlap.WAIT);
    Awaitility.await().until(this::hasMetTheOther);
    over.countDown();

    assertThat(result(run)).isEqualTo(new ScheduledResult("b-1"));
    assertThat(world.story)
        .containsExactly(
            "open for dev-1",
            "take b-1 to " + VAULT,
            "stored b-1 in " + VAULT,
            "close b-1: null",
            "open for schedule",
            "take b-1 to " + VAULT,
            "stored b-1 in " + VAULT,
            "close b-1: null");
  }

  @Test
  void failsAsItsBackupDoes() {
    world.failures.put("take", Failures.of(FailureType.INVALID, "the dump ended early"));

    assertThatThrownBy(() -> result(start(Overlap.SKIP)))
        .cause()
        .matches(failure -> Failures.is(failure, FailureType.FAILED))
        .hasMessageContaining("the dump ended early");
  }

  private void another() {
    world.hooks.put("take b-1 to " + VAULT, this::awaitEnd);
    BackupWorkflow other =
        scene
            .client()
            .newWorkflowStub(
                BackupWorkflow.class,
                options(WorkflowIds.backup("shop", "production", "database")));
    WorkflowClient.start(other::run, new BackupRequest(plan(), Occasion.PERSON, "dev-1"));
    Awaitility.await().until(() -> world.story.contains("take b-1 to " + VAULT));
  }

  private boolean hasMetTheOther() {
    String id = WorkflowIds.scheduledBackup("shop", "production", "database");
    return scene.client().fetchHistory(id).getEvents().stream()
        .anyMatch(event ->
            event.getEventType() == EventType.EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED);
  }

  private void awaitEnd() {
    try {
      over.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private ScheduledBackupWorkflow start(Overlap overlap) {
    ScheduledBackupWorkflow run =
        scene
            .client()
            .newWorkflowStub(
                ScheduledBackupWorkflow.class,
                options(WorkflowIds.scheduledBackup("shop", "production", "database")));
    WorkflowClient.start(run::run, new ScheduledRequest(plan(), overlap));
    return run;
  }

  private static ScheduledResult result(ScheduledBackupWorkflow run) {
    return WorkflowStub.fromTyped(run).getResult(ScheduledResult.class);
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
        List.of(new StorePlace(VAULT, null, null, null)),
        null,
        null,
        "UTC",
        Plans.atomic().plan().ssh(),
        Duration.ofHours(1));
  }
}
