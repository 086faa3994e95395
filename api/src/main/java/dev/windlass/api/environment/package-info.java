/**
 * The door to environments: what is live, what runs, back to an older release. Start at {@link
 * dev.windlass.api.environment.EnvironmentDoor}.
 */
@NullMarked
package dev.windlass.api.environment;

import org.jspecify.annotations.NullMarked;
