package dev.windlass.workflows.preflight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.ReleaseSource.Artifact;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be refused without asking a host. */
@ActivityInterface
public interface PreflightActivities {

  /**
   * Grants (every secret, key, user and host pattern that the plan names), the artifact with its
   * digest, the database with what is pending. Changes nothing; all problems at once.
   */
  @ActivityMethod(name = "CheckPlan")
  PreflightReport check(CheckPlan request);

  /**
   * What a plan would name, before there is one: whether its secrets and databases are granted, and
   * whether it sets what the artifact's {@code .env.example} names.
   */
  @ActivityMethod(name = "CheckNames")
  PreflightReport checkNames(CheckNames request);

  record CheckPlan(Change change, DeploymentPlan plan) {}

  record CheckNames(
      String application, String environment, PlannedNames names, @Nullable Artifact artifact) {}

  /**
   * @param reading what the pending scripts would do, or null where none could be read
   */
  record PreflightReport(
      List<Problem> problems,
      List<String> pending,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reading reading) {
    public PreflightReport {
      problems = List.copyOf(problems);
      pending = List.copyOf(pending);
    }

    /** Without a reading. */
    public PreflightReport(List<Problem> problems, List<String> pending) {
      this(problems, pending, null);
    }
  }
}
