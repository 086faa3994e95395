package dev.windlass.store.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that is taken.
 *
 * @param runId first run id of the workflow once it was started, or null
 */
public record Reservation(StartRequest request, Instant reservedAt, @Nullable String runId) {}
