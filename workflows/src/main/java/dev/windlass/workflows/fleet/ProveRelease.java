package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Proof;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Proof that {@code change.release()} runs: {@code current} points to it, and where a proof is
 * declared, what a web host answers says so.
 *
 * @param patience how long a reload may take to show
 */
public record ProveRelease(
    Change change,
    HostGroup group,
    Layout layout,
    Backend backend,
    @Nullable Proof proof,
    Duration patience) {}
