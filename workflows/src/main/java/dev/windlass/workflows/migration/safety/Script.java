package dev.windlass.workflows.migration.safety;

/**
 * A migration script.
 *
 * @param name as people know it, e.g. {@code V3__orders.sql}
 */
public record Script(String name, String text) {}
