package dev.windlass.workflows.preflight;

import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.DeploymentPlan;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What can be refused without asking a host. */
@ActivityInterface
public interface PreflightActivities {

  /**
   * Grants (every secret, key, user and host pattern that the plan names), the artifact with its
   * digest, the database with what is pending. Changes nothing; all problems at once.
   */
  @ActivityMethod(name = "CheckPlan")
  PreflightReport check(CheckPlan request);

  record CheckPlan(Change change, DeploymentPlan plan) {}

  record PreflightReport(List<Problem> problems, List<String> pending) {
    public PreflightReport {
      problems = List.copyOf(problems);
      pending = List.copyOf(pending);
    }
  }
}
