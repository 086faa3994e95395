package dev.windlass.workflows.migration.safety;

/**
 * What people are told about a rule, each in one sentence.
 *
 * @param alternative what to write instead, or what to see to
 * @param source page of the engine's documentation that the rule is taken from
 */
public record Advice(String explanation, String alternative, String source) {}
