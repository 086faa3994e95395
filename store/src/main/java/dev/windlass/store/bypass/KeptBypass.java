package dev.windlass.store.bypass;

import dev.windlass.workflows.maintenance.Bypass;
import java.time.Instant;

/**
 * A person who gets through, without the link.
 *
 * @param createdBy the operator who made the link
 */
public record KeptBypass(Bypass bypass, String createdBy, Instant createdAt) {}
