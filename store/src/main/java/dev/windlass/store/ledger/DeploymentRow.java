package dev.windlass.store.ledger;

import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.plan.PlanKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One deployment.
 *
 * @param number its fence; also what people call it
 * @param release id of its release, or null until it ended
 * @param outcome null while it runs, and for ever when it was terminated from outside
 * @param reason of the outcome, a sentence; or null
 */
public record DeploymentRow(
    String id,
    long number,
    String application,
    String environment,
    PlanKind kind,
    String planHash,
    String revision,
    String startedBy,
    Instant startedAt,
    @Nullable String release,
    @Nullable Outcome outcome,
    @Nullable String reason,
    @Nullable Instant endedAt) {}
