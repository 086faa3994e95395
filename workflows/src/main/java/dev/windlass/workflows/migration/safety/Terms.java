package dev.windlass.workflows.migration.safety;

import dev.windlass.workflows.plan.Migrations;
import org.jspecify.annotations.Nullable;

/**
 * How findings are to be taken.
 *
 * @param undo what undoing the migrations is declared to be
 * @param allow the strictest kind that the file allows, or null for any
 * @param schema what the scripts find
 */
public record Terms(
    RollbackVerdict.Declared undo, @Nullable MigrationKind allow, SchemaState schema) {

  /** What the scripts find on the server. */
  public enum SchemaState {
    /** No table at all: nothing can be lost and nobody waits. */
    EMPTY,
    IN_USE
  }

  /** Those that a file declares. */
  public static Terms of(Migrations migrations, SchemaState schema) {
    Migrations.Guard guard = migrations.guard();
    return new Terms(
        RollbackVerdict.Declared.valueOf(migrations.undo().name()),
        guard == null ? null : guard.allow(),
        schema);
  }

  /** What the finding means under these terms; null where it concerns nobody. */
  @Nullable Finding taken(Finding finding) {
    if (schema == SchemaState.EMPTY) {
      // There the database itself answers with no rows.
      boolean known = finding.rule().equals(Rules.UNANSWERED.id());
      boolean counts = finding.risk() == Risk.UNREADABLE || finding.risk() == Risk.REFUSED;
      return counts && !known ? finding : null;
    }
    boolean tooStrict = allow != null && finding.kind().compareTo(allow) > 0;
    return tooStrict ? finding.failing() : finding;
  }
}
