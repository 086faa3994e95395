package dev.windlass.workflows.plan;

import org.jspecify.annotations.Nullable;

/**
 * How the hosts are reached.
 *
 * @param key name of a key that the Windlass worker grants, or null for its default
 * @param knownHosts name of a file of pinned host keys on the Windlass worker, or null for its
 *     default
 * @param jump {@code user@host[:port]} of a jump host, or null
 */
public record SshAccess(@Nullable String key, @Nullable String knownHosts, @Nullable String jump) {}
