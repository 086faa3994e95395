package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees who has only the Temporal UI. */
class PictureTest {

  private final Scene scene = new Scene();
  private DeploymentPlan plan = Plans.atomic().plan();
  private @Nullable DeploymentWorkflow last;

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void aWaitingGateSaysWhatToType() {
    DeploymentWorkflow run = waitingAt(false, Gate.Accept.PLAIN);

    assertThat(picture(run))
        .contains("## shop production · 20261121-7 · **waiting**")
        .contains("deployment 7 of 4f2c9a1, started by dev-1")
        .contains("**Waits for people: gate go, until ")
        .contains("then it is rejected.**")
        .contains("| web-1 | prepared | prepare |")
        .contains("- gate go: 0 of 1 approvals")
        .contains("| `approve` | `\"go\"` or `{\"gate\": \"go\", \"by\": \"your name\"}` |")
        .contains("| `abort` | `\"why\"` | stops now");
  }

  @Test
  void aGateWithoutPlainSignalsSaysWhereToApprove() {
    DeploymentWorkflow none = waitingAt(false, Gate.Accept.NONE);
    assertThat(picture(none))
        .contains("| `approve` | not from here |")
        .contains("type `windlass approve production go` |");
    DeploymentWorkflow fourEyes = waitingAt(true, Gate.Accept.PLAIN);
    assertThat(picture(fourEyes)).contains("| `approve` | not from here |");
    DeploymentWorkflow code = waitingAt(true, Gate.Accept.CODE);
    assertThat(picture(code))
        .contains("| `approve` | `{\"code\": \"XXXXXXXXXX\"}` |")
        .contains("`windlass code production go` prints for an approver other than dev-1 |");
  }

  @Test
  void aSignalThatDidNotCountIsShownWithItsReason() {
    DeploymentWorkflow run = waitingAt(false, Gate.Accept.NONE);
    run.approve(null);

    assertThat(picture(run))
        .contains("approve by somebody (unverified) does not count: gate go does not accept plain")
        .contains("windlass approve production go");
  }

  @Test
  void aRampShowsWeightHostsAndVerdicts() {
    plan = Plans.canary().plan();
    DeploymentWorkflow run = scene.start(plan);
    scene.sleep(Duration.ofMinutes(7));

    assertThat(picture(run))
        .contains("Goes on by itself at ")
        .contains("Weight **10 %** of the traffic on web-1\n")
        .contains("| check | during 10 % | measured | host |")
        .contains("| up | pass | status 200 |")
        .contains("| `promote` |  | skips the rest of this wait |");
  }

  @Test
  void aQuestionNamesTheHostsToAnswerFor() {
    scene.world.results("prepare", "web-2", Result.UNKNOWN);
    DeploymentWorkflow run = scene.start(Plans.atomic().plan());
    scene.sleep(Duration.ofMinutes(1));

    assertThat(picture(run))
        .contains("**prepare on web-2 may or may not have run**")
        .contains("| `retry` | `\"web-2\"` | runs the step there again |")
        .contains("| `skip` | `\"web-2\"` |");
  }

  @Test
  void anEndedRunSaysHowAndWhyAndAsksForNothing() {
    DeploymentWorkflow run = waitingAt(false, Gate.Accept.PLAIN);
    run.abort(Instruction.of(TextNode.valueOf("wrong | branch")));
    scene.outcome(run);

    assertThat(picture(run))
        .contains("· **aborted**")
        .contains("Live as before: " + Plans.LIVE + ".")
        .doesNotContain("ended:")
        .contains("**aborted by somebody (unverified): wrong \\| branch**")
        .doesNotContain("Send a Signal");
  }

  private DeploymentWorkflow waitingAt(boolean fourEyes, Gate.Accept accept) {
    Duration deadline = Duration.ofHours(4);
    Gate.Before before = Gate.Before.MIGRATIONS;
    Gate gate = new Gate("go", before, 1, fourEyes, deadline, Gate.Otherwise.REJECT, accept);
    plan = Plans.atomic().gate(gate).plan();
    if (last != null) {
      last.abort(null);
      scene.outcome(last);
    }
    last = scene.start(plan);
    scene.sleep(Duration.ofMinutes(1));
    return last;
  }

  private String picture(DeploymentWorkflow run) {
    return Picture.of(run.status(), plan);
  }
}
