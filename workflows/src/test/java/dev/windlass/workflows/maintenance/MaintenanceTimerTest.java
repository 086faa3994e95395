package dev.windlass.workflows.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.maintenance.Maintenance.AfterLimit;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What ends a maintenance that nobody ended, and what it waits for.
 *
 * <p>The time-skipping server stands still for ever once a child has ended after its parent: it
 * holds the clock until a parent that is no more has been told. The timer is such a child of the
 * change that put the maintenance on. So no test skips time once the timer has ended; each waits
 * for that end itself.
 */
class MaintenanceTimerTest {

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aPersonWhoOpensEndsTheTimer() throws Exception {
    putOn(AfterLimit.OFF);
    scene.start(Plans.maintenance(PlanKind.MAINTENANCE_OFF).plan());
    awaitEnd();

    assertThat(opened()).isTrue();
    assertThat(byItself()).isFalse();
  }

  @Test
  void itOpensByItselfAtItsLimit() throws Exception {
    putOn(AfterLimit.OFF);
    scene.sleep(Duration.ofMinutes(9));
    assertThat(opened()).isFalse();

    awaitEnd();

    assertThat(opened()).isTrue();
    assertThat(byItself()).isTrue();
  }

  @Test
  void itStaysClosedAfterItsLimitWhereThatIsDeclared() {
    putOn(AfterLimit.KEEP);
    scene.sleep(Duration.ofDays(30));

    assertThat(opened()).isFalse();
    assertThat(state().until()).isNull();
    assertThat(state().why()).isEqualTo("its limit has passed, and afterLimit is keep");
  }

  @Test
  void itWaitsForAChangeThatIsUnderWay() throws Exception {
    putOn(AfterLimit.OFF);
    scene.world.closed = "{}";
    DeploymentWorkflow change =
        scene.start(Plans.atomic().gate(Plans.gate("go", Gate.Before.PUBLISH)).plan());
    scene.sleep(Duration.ofMinutes(30));
    assertThat(opened()).isFalse();
    assertThat(state().why())
        .isEqualTo("its limit has passed; another change is under way, which goes first");

    change.approve(null);
    awaitEnd();

    assertThat(opened()).isTrue();
    assertThat(byItself()).isTrue();
  }

  @Test
  void itTriesAgainWhenItCouldNotOpen() throws Exception {
    scene.world.results("maintenance-off", "queue-1", Result.FAILED);
    putOn(AfterLimit.OFF);
    scene.world.closed = "{}";
    awaitEnd();

    assertThat(scene.world.ends)
        .extracting(LedgerActivities.Close::outcome)
        .containsExactly(Outcome.SUCCEEDED, Outcome.ROLLED_BACK, Outcome.SUCCEEDED);
  }

  @Test
  void noTimerOpensWhileTheSchemaMayBeHalfApplied() {
    scene.world.results("migrate", "queue-1", Result.FAILED);
    letEnd(scene.start(Plans.standard().migrateByCommand(Migrations.Undo.KEEP).plan()));
    scene.sleep(Duration.ofDays(30));

    assertThat(state().why()).isEqualTo("the schema may be half applied");
    assertThat(state().until()).isNull();
  }

  private void putOn(AfterLimit then) {
    letEnd(scene.start(Plans.maintenance(PlanKind.MAINTENANCE_ON).afterLimit(then).plan()));
  }

  /**
   * Without skipping time. Who waits for its result does, also for a moment after its end: up to
   * whatever comes next for its timer, be that the ten years after which the server ends it.
   */
  private void letEnd(DeploymentWorkflow run) {
    while (scene.world.ends.isEmpty()
        || WorkflowStub.fromTyped(run).describe().getStatus()
            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** Skips time until the timer has ended. */
  private void awaitEnd() throws TimeoutException {
    timer().getResult(30, TimeUnit.SECONDS, Void.class);
  }

  private boolean opened() {
    return scene.world.story().contains("open to visitors");
  }

  /** Whether a run of the timer's own did it: it has another id than the scene's. */
  private boolean byItself() {
    return scene.world.story().stream().anyMatch(line -> line.startsWith("close succeeded d-"));
  }

  private MaintenanceState state() {
    return timer().query("maintenance", MaintenanceState.class);
  }

  private WorkflowStub timer() {
    return scene.client().newUntypedWorkflowStub(WorkflowIds.maintenance("shop", "production"));
  }
}
