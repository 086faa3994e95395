package dev.windlass.workflows.plan;

import org.jspecify.annotations.Nullable;

/**
 * One line of {@code .env}: either a text or the name of a secret, read on the worker at use.
 *
 * @param text the value, or null when it is a secret
 * @param secret name of the secret, or null when it is a text
 */
public record EnvironmentVariable(String name, @Nullable String text, @Nullable String secret) {}
