package dev.windlass.workflows.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Why a change is refused.
 *
 * @param where a host, or a path in the file
 * @param what what was found and what was expected
 * @param mend what to type or do next, or null
 */
public record Problem(String where, String what, @Nullable String mend) {}
