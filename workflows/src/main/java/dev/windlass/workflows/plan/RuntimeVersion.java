package dev.windlass.workflows.plan;

/**
 * A program that releases run on.
 *
 * @param name php, node, java or python
 * @param atLeast oldest version that will do, as numbers joined by dots
 */
public record RuntimeVersion(String name, String atLeast) {}
