package dev.windlass.workflows.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a maintenance that nobody ended, and what it waits for. */
class MaintenanceTimerTest {

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aPersonWhoOpensEndsTheTimer() {
    putOn();
    scene.play(Plans.maintenance(PlanKind.MAINTENANCE_OFF).plan());
    scene.sleep(Duration.ofSeconds(5));

    assertThat(isOpen()).isFalse();
  }

  @Test
  void noTimerOpensWhileTheSchemaMayBeHalfApplied() {
    scene.world.results("migrate", "queue-1", Result.FAILED);
    scene.play(Plans.standard().migrateByCommand(Migrations.Undo.KEEP).plan());
    scene.sleep(Duration.ofDays(30));

    assertThat(state().why()).isEqualTo("the schema may be half applied");
    assertThat(state().until()).isNull();
  }

  /** Without skipping time, as waiting for its result would: the limit would pass at once. */
  private void putOn() {
    int before = scene.world.ends.size();
    DeploymentWorkflow run = scene.start(Plans.maintenance(PlanKind.MAINTENANCE_ON).plan());
    while (scene.world.ends.size() == before
        || WorkflowStub.fromTyped(run).describe().getStatus()
            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private MaintenanceState state() {
    return timer().query("maintenance", MaintenanceState.class);
  }

  private boolean isOpen() {
    return timer().describe().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
  }

  private WorkflowStub timer() {
    return scene.client().newUntypedWorkflowStub(WorkflowIds.maintenance("shop", "production"));
  }
}
