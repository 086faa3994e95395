package dev.windlass.workflows.deployment;

import dev.windlass.workflows.plan.DeploymentPlan;
import java.time.Instant;

/**
 * @param deployment id chosen by the caller: the idempotency key
 * @param planHash of the plan that was shown
 * @param startedBy operator
 */
public record DeploymentRequest(
    String deployment,
    DeploymentPlan plan,
    String planHash,
    String startedBy,
    Instant requestedAt) {}
