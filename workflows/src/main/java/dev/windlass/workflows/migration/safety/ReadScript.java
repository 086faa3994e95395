package dev.windlass.workflows.migration.safety;

/**
 * A script that was read.
 *
 * @param kind the strictest of its statements
 */
public record ReadScript(String name, MigrationKind kind) {}
