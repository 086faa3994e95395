package dev.windlass.workflows.migration.safety;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that a finding is known and wanted.
 *
 * @param rule id of the rule
 * @param script the only script that it is for, or null for every one
 * @param until the last day on which it holds
 */
public record Waiver(
    String rule, @Nullable String script, String reason, String owner, LocalDate until) {

  /** Whether it still counts on that day. */
  public boolean holds(LocalDate today) {
    return !today.isAfter(until);
  }

  boolean isFor(String otherRule, String otherScript) {
    return rule.equals(otherRule) && (script == null || script.equals(otherScript));
  }
}
