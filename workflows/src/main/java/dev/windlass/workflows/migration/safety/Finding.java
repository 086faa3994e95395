package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.contract.WireNames;
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

  /**
   * Whether rows or values are lost, or may be for all that can be read, also by a routine that
   * nobody sees into; waived or not.
   */
  public boolean loses() {
    return risk == Risk.DESTROYS || risk == Risk.UNREADABLE || rule.equals(Rules.CALL);
  }

  /** Whether it is about a waiver itself, not about a statement. */
  public boolean isOfWaiver() {
    return rule.startsWith(Waivers.RULES);
  }

  /** For people, in one line: where, what, how much it weighs, and who vouches for it. */
  public String line() {
    String who =
        waiver == null
            ? ""
            : " (waived by %s until %s: %s)"
                .formatted(waiver.owner(), waiver.until(), waiver.reason());
    return "%s %s %s: %s%s"
        .formatted(WireNames.of(severity), place.at(), rule, advice.explanation(), who);
  }

  /** The same, of the highest severity. */
  Finding failing() {
    return new Finding(rule, Severity.FAIL, kind, risk, effect, place, advice, waiver);
  }

  /** The same, stopping nothing. */
  Finding warning() {
    return new Finding(rule, Severity.WARN, kind, risk, effect, place, advice, waiver);
  }

  Finding waivedBy(Waiver by) {
    return new Finding(rule, severity, kind, risk, effect, place, advice, by);
  }

  Finding of(MigrationKind other) {
    return new Finding(rule, severity, other, risk, effect, place, advice, waiver);
  }
}
