package dev.windlass.workflows.restore;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.plan.DeploymentPlan;
import org.jspecify.annotations.Nullable;

/**
 * What is done around a restore into the environment's own database: visitors are kept away before
 * anything is written, the code that belongs to the backup comes back after it with its caches and
 * checks, and the application is opened again.
 *
 * @param close the plan that puts maintenance on
 * @param code the rollback to the release that belongs to the backup; null where the code stays
 * @param open the plan that takes maintenance off
 * @param otherwise what becomes of the maintenance when the restore fails
 * @param guide what people see who are led through it; null where nobody is asked
 */
public record Emergency(
    DeploymentPlan close,
    @Nullable DeploymentPlan code,
    DeploymentPlan open,
    Otherwise otherwise,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Guide guide) {

  /** That asks nobody. */
  public Emergency(
      DeploymentPlan close,
      @Nullable DeploymentPlan code,
      DeploymentPlan open,
      Otherwise otherwise) {
    this(close, code, open, otherwise, null);
  }

  /** What becomes of the maintenance when a restore fails. */
  public enum Otherwise {
    /** It stays on until somebody has looked. */
    @JsonProperty("closed")
    CLOSED,
    /** It goes off where the target is as before; elsewhere it stays on. */
    @JsonProperty("open")
    OPEN
  }
}
