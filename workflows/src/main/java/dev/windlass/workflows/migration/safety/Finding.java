package dev.windlass.workflows.migration.safety;

import org.jspecify.annotations.Nullable;

/**
 * One rule that one statement meets, or one thing wrong with a waiver.
 *
 * @param rule id of the rule
 * @param waiver whose word lets it pass, or null
 */
public record Finding(
    String rule,
    Severity severity,
    MigrationKind kind,
    Risk risk,
    Effect effect,
    Place place,
    Advice advice,
    @Nullable Waiver waiver) {

  /** Whether it asks for a yes that nobody has given yet. */
  public boolean stops() {
    return severity == Severity.FAIL && waiver == null;
  }

  Finding waivedBy(Waiver by) {
    return new Finding(rule, severity, kind, risk, effect, place, advice, by);
  }

  Finding of(MigrationKind other) {
    return new Finding(rule, severity, other, risk, effect, place, advice, waiver);
  }
}
