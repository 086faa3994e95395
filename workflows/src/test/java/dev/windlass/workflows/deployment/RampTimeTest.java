package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The schedule of a ramp. */
class RampTimeTest {

  private static final Duration TOLERANCE = Duration.ofSeconds(5);

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void eachStepBeginsAtItsDeadline() {
    assertThat(scene.play(Plans.canary().plan())).isEqualTo("succeeded");

    List<Instant> shifts = scene.world.shifts;
    assertThat(shifts).hasSize(4);
    requireBetween(shifts.get(0), shifts.get(1), Duration.ofMinutes(10));
    requireBetween(shifts.get(1), shifts.get(2), Duration.ofMinutes(30));
    requireBetween(shifts.get(2), shifts.get(3), Duration.ofMinutes(15));
  }

  @Test
  void aLongBakeBeginsAnewAndKeepsItsDeadline() {
    StrategyPlan slow =
        new StrategyPlan.Canary(
            List.of("web-1"),
            List.of(
                new RampStep(10, Duration.ofDays(2), null, List.of()),
                new RampStep(100, Duration.ofMinutes(5), null, List.of("web-2", "web-3", "web-4"))),
            List.of("queue-1"));

    assertThat(scene.play(Plans.canary().strategy(slow).plan())).isEqualTo("succeeded");

    requireBetween(scene.world.shifts.get(0), scene.world.shifts.get(1), Duration.ofDays(2));
    assertThat(lastRunOfTheRamp()).as("began anew").isNotEqualTo(firstRunOfTheRamp());
  }

  private String lastRunOfTheRamp() {
    return scene
        .client()
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(scene.client().getOptions().getNamespace())
                .setExecution(
                    WorkflowExecution.newBuilder()
                        .setWorkflowId(WorkflowIds.ramp(Scene.DEPLOYMENT)))
                .build())
        .getWorkflowExecutionInfo()
        .getExecution()
        .getRunId();
  }

  private String firstRunOfTheRamp() {
    return scene
        .client()
        .fetchHistory(WorkflowIds.change("shop", "production"))
        .getEvents()
        .stream()
        .filter(event -> event.hasChildWorkflowExecutionStartedEventAttributes())
        .map(event ->
            event
                .getChildWorkflowExecutionStartedEventAttributes()
                .getWorkflowExecution()
                .getRunId())
        .findFirst()
        .orElseThrow();
  }

  private static void requireBetween(Instant from, Instant to, Duration expected) {
    assertThat(Duration.between(from, to)).isBetween(expected, expected.plus(TOLERANCE));
  }
}
