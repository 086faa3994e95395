package dev.windlass.store.plan;

import dev.windlass.workflows.plan.DeploymentPlan;
import java.time.Instant;

/** A plan, and who had it compiled. */
public record StoredPlan(String hash, DeploymentPlan plan, String createdBy, Instant createdAt) {}
