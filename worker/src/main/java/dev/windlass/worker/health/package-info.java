/**
 * One named check per component, each with status, message and time. Start at {@link
 * dev.windlass.worker.health.HealthConfiguration}.
 */
@NullMarked
package dev.windlass.worker.health;

import org.jspecify.annotations.NullMarked;
