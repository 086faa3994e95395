package dev.windlass.api.environment;

import dev.windlass.api.deployment.DeploymentView;
import dev.windlass.store.ledger.ReleaseRow;
import org.jspecify.annotations.Nullable;

/**
 * How an environment stands.
 *
 * @param live the release that the ledger holds to be live, or null
 * @param dirty a run ended without being undone; a person has to look first
 * @param last the newest deployment that ended, or null
 * @param running the one that holds the lock, with everything it says; or null
 */
public record EnvironmentStatus(
    String application,
    String environment,
    @Nullable ReleaseRow live,
    boolean dirty,
    @Nullable DeploymentView last,
    @Nullable DeploymentView running) {}
