package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.ledger.PassedActivities;
import dev.windlass.workflows.ledger.PassedActivities.FindPassed;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Passed;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** Whether the environments that a plan names have passed its artifact; before anything is done. */
final class PassedBefore {

  private final DeploymentPlan plan;

  PassedBefore(DeploymentPlan plan) {
    this.plan = plan;
  }

  /** The plan may be old: what had passed when it was made may be too long ago, or bad, by now. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (plan.passed() != null && plan.release() instanceof ReleaseSource.Artifact artifact) {
      for (Passed wanted : plan.passed()) {
        Problem problem = wanted.problem(artifact, seen(wanted, artifact), NamedTimer.now());
        if (problem != null) {
          problems.add(problem);
        }
      }
    }
    return problems;
  }

  private Passed.Seen seen(Passed wanted, ReleaseSource.Artifact artifact) {
    PassedActivities ledger =
        Workflow.newActivityStub(
            PassedActivities.class,
            ActivityPolicies.central("whether %s passed it".formatted(wanted.environment())));
    return ledger.find(new FindPassed(plan.application(), wanted.environment(), artifact.digest()));
  }
}
