package dev.windlass.api.planning;

import dev.windlass.api.plan.PlanListing;
import dev.windlass.api.plan.PlanText;
import dev.windlass.store.plan.StoredPlan;
import dev.windlass.workflows.plan.DeploymentPlan;
import java.time.Instant;

/**
 * A plan as it is shown.
 *
 * @param hash what an approval and a start are bound to; six characters are enough to name it
 * @param text for people, one page
 * @param full for people, every command of every host
 */
public record PlanView(
    String hash,
    String application,
    String environment,
    String createdBy,
    Instant createdAt,
    String text,
    String full,
    DeploymentPlan plan) {

  public static PlanView of(StoredPlan stored) {
    DeploymentPlan plan = stored.plan();
    return new PlanView(
        stored.hash(),
        plan.application(),
        plan.environment(),
        stored.createdBy(),
        stored.createdAt(),
        PlanText.of(plan),
        PlanListing.of(plan),
        plan);
  }
}
