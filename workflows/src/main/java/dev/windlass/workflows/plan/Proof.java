package dev.windlass.workflows.plan;

import org.jspecify.annotations.Nullable;

/**
 * How a web host proves that the code which answers is the new one: GET {@code path} on its {@link
 * Backend}; the header (or, without one, the trimmed body) must be the release id or the revision.
 */
public record Proof(String path, @Nullable String header) {}
