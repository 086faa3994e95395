package dev.windlass.store.ledger;

import dev.windlass.store.database.Columns;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.plan.PlanKind;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the ledger's tables as records. */
final class LedgerRows {

  private LedgerRows() {}

  static DeploymentRow deployment(ResultSet row, int number) throws SQLException {
    String outcome = row.getString("outcome");
    return new DeploymentRow(
        row.getString("id"),
        row.getLong("number"),
        row.getString("application"),
        row.getString("environment"),
        Columns.wire(PlanKind.class, row.getString("kind")),
        row.getString("plan_hash"),
        row.getString("revision"),
        row.getString("started_by"),
        Columns.time(row, "started_at"),
        row.getString("release"),
        outcome == null ? null : Columns.wire(Outcome.class, outcome),
        row.getString("reason"),
        Columns.timeOrNull(row, "ended_at"));
  }

  static ReleaseRow release(ResultSet row, int number) throws SQLException {
    return new ReleaseRow(
        row.getString("id"),
        row.getLong("number"),
        row.getString("revision"),
        row.getString("digest"),
        row.getBoolean("good"),
        row.getBoolean("bad"));
  }

  static TimelineEntry entry(ResultSet row, int number) throws SQLException {
    return new TimelineEntry(
        row.getInt("sequence"),
        Columns.time(row, "at"),
        Columns.wire(Phase.class, row.getString("phase")),
        Columns.wire(TimelineEntry.Kind.class, row.getString("kind")),
        row.getString("text"),
        row.getString("host"));
  }
}
