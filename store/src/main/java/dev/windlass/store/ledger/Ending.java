package dev.windlass.store.ledger;

import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment ended.
 *
 * @param release id of the release that it was about; empty when it never had one
 * @param digest of that release's artifact, or null
 * @param live id of the release that is live now, or null
 * @param markedBad id of the release that must not be a rollback's target, or null
 * @param status the last answer of its query, or null
 */
public record Ending(
    String deployment,
    Outcome outcome,
    String reason,
    String release,
    @Nullable String digest,
    @Nullable String live,
    @Nullable String markedBad,
    Instant endedAt,
    @Nullable DeploymentStatus status) {}
