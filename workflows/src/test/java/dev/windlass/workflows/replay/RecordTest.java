package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plays the main stories and keeps their histories, when it is asked to. */
class RecordTest {

  @BeforeEach
  void onlyWhenAsked() {
    assumeTrue(Histories.isRecording(), "run with -Dwindlass.record=true to record anew");
  }

  @Test
  void atomicWithGateAndMigration() {
    Gate go = Plans.gate("go", Gate.Before.MIGRATIONS);
    DeploymentPlan plan = Plans.atomic().flyway().gate(go).watch(Duration.ofMinutes(7)).plan();
    record("atomic", plan, scene -> {}, run -> run.approve(null), "succeeded");
  }

  @Test
  void canaryWithGate() {
    record(
        "canary",
        Plans.canaryWithGate().plan(),
        scene -> {},
        run -> run.approve(null),
        "succeeded");
  }

  @Test
  void rampThatTurnsBad() {
    Consumer<Scene> bad = scene -> scene.world.verdicts("50 %", Verdict.PASS, Verdict.FAIL);
    record("ramp-rolled-back", Plans.canary().plan(), bad, run -> {}, "rolledBack");
  }

  @Test
  void abortInTheRamp() {
    record("ramp-aborted", Plans.canary().plan(), scene -> {}, run -> run.abort(null), "aborted");
  }

  @Test
  void unknownBuildThatIsRetried() {
    Consumer<Scene> lost = scene -> scene.world.results("prepare", "web-2", Result.UNKNOWN);
    record("needs-attention", Plans.atomic().plan(), lost, run -> run.retry(null), "succeeded");
  }

  @Test
  void standardThatFailsOutside() {
    Consumer<Scene> bad = scene -> scene.world.verdicts("verify outside", Verdict.FAIL);
    record("standard-rolled-back", Plans.standard().flyway().plan(), bad, run -> {}, "rolledBack");
  }

  @Test
  void maintenanceThatEndsByItself() {
    try (Scene scene = new Scene()) {
      scene.play(Plans.maintenance(PlanKind.MAINTENANCE_ON).plan());
      Histories.write(
          "maintenance-on", scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
      scene.sleep(Duration.ofMinutes(11));
      Histories.write(
          "maintenance-timer",
          scene.client().fetchHistory(WorkflowIds.maintenance("shop", "production")));
      Histories.write(
          "maintenance-off", scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
    }
  }

  @Test
  void watchThatOnlyTells() {
    DeploymentPlan plan = Plans.atomic().watch(Duration.ofMinutes(20)).alarmsOnly().plan();
    Consumer<Scene> bad =
        scene -> scene.world.verdicts("watch", Verdict.PASS, Verdict.FAIL, Verdict.PASS);
    record("alarm", plan, bad, run -> {}, "succeeded");
  }

  @Test
  void standingWatch() {
    try (Scene scene = new Scene()) {
      scene.world.verdicts(
          "standing watch", Verdict.PASS, Verdict.FAIL, Verdict.FAIL, Verdict.PASS, Verdict.FAIL);
      scene.play(Plans.atomic().standingWatch().plan());
      Histories.write(
          "standing-watch.parent",
          scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
      scene.sleep(Duration.ofMinutes(14));
      scene.world.closed = "{}";
      scene.sleep(Duration.ofMinutes(14));
      Histories.write(
          "standing-watch",
          scene.client().fetchHistory(WorkflowIds.environment("shop", "production")));
    }
  }

  @Test
  void rollback() {
    record("rollback", Plans.rollback("20261115-1").plan(), scene -> {}, run -> {}, "succeeded");
  }

  @Test
  void recovery() {
    record("recovery", Plans.recovery(Plans.LIVE).plan(), scene -> {}, run -> {}, "succeeded");
  }

  private static void record(
      String name,
      DeploymentPlan plan,
      Consumer<Scene> before,
      Consumer<DeploymentWorkflow> meanwhile,
      String outcome) {
    try (Scene scene = new Scene()) {
      before.accept(scene);
      DeploymentWorkflow run = scene.start(plan);
      scene.sleep(Duration.ofMinutes(12));
      if (run.status().outcome() == null) {
        meanwhile.accept(run);
      }
      assertThat(scene.outcome(run)).isEqualTo(outcome);
      Histories.write(name, scene.client().fetchHistory(WorkflowIds.change("shop", "production")));
      if (name.startsWith("ramp") || name.equals("canary")) {
        Histories.write(name + ".child", scene.client().fetchHistory(WorkflowIds.ramp("d-1")));
      }
    }
  }
}
