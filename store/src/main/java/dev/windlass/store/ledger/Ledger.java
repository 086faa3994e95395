package dev.windlass.store.ledger;

import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.ledger.LedgerActivities.Open;
import dev.windlass.workflows.ledger.LedgerActivities.Opened;
import dev.windlass.workflows.ledger.LedgerActivities.Unclosed;
import dev.windlass.workflows.plan.PlanKind;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deployments and their timelines. Every write may be repeated. */
public final class Ledger {

  private final Database database;
  private final JdbcClient jdbc;
  private final Releases releases;

  public Ledger(Database database) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.releases = new Releases(jdbc);
  }

  /** Gives the deployment its number, or answers the one that it has. */
  public Opened open(Open request) {
    return database.inTransaction(() -> {
      DeploymentRow row = find(request.deployment()).orElseGet(() -> insert(request));
      releases.opened(row);
      return new Opened(
          row.number(),
          releases.live(row.application(), row.environment()).map(ReleaseRow::id).orElse(null),
          releases.isDirty(row.application(), row.environment()),
          unclosed(row));
    });
  }

  /**
   * Earlier runs of the row's environment without an end, oldest first. The row's own run holds the
   * lock, so none of them can still run.
   */
  private List<Unclosed> unclosed(DeploymentRow row) {
    return unclosed(row.application(), row.environment()).stream()
        .filter(other -> other.number() < row.number())
        .map(dead -> new Unclosed(dead.id(), dead.number()))
        .toList();
  }

  /** Runs without an end, oldest first: at most the newest can still run. */
  public List<DeploymentRow> unclosed(String application, String environment) {
    return jdbc.sql(
            "select * from deployment where application = :application"
                + " and environment = :environment and outcome is null order by number")
        .param("application", application)
        .param("environment", environment)
        .query(LedgerRows::deployment)
        .list();
  }

  /** Adds to the timeline; an entry whose sequence is there already changes nothing. */
  public void record(String deployment, List<TimelineEntry> entries) {
    for (TimelineEntry entry : entries) {
      jdbc.sql(
              "insert into timeline_entry (deployment, sequence, at, phase, kind, text, host)"
                  + " values (:deployment, :sequence, :at, :phase, :kind, :text, :host)"
                  + " on conflict do nothing")
          .param("deployment", deployment)
          .param("sequence", entry.sequence())
          .param("at", Columns.time(entry.at()))
          .param("phase", Columns.wire(entry.phase()))
          .param("kind", Columns.wire(entry.kind()))
          .param("text", entry.text())
          .param("host", entry.host())
          .update();
    }
  }

  /**
   * Writes the end, once.
   *
   * @return whether this call was the one that did
   */
  public boolean close(Ending ending) {
    return database.inTransaction(() -> {
      boolean first = update(ending) == 1;
      if (first) {
        releases.closed(find(ending.deployment()).orElseThrow(), ending);
      }
      return first;
    });
  }

  public Optional<DeploymentRow> find(String deployment) {
    return jdbc.sql("select * from deployment where id = :id")
        .param("id", deployment)
        .query(LedgerRows::deployment)
        .optional();
  }

  public Optional<DeploymentRow> find(long number) {
    return jdbc.sql("select * from deployment where number = :number")
        .param("number", number)
        .query(LedgerRows::deployment)
        .optional();
  }

  /** Newest first. */
  public List<DeploymentRow> list(DeploymentFilter filter) {
    return jdbc.sql(
            "select * from deployment"
                + " where (cast(:application as varchar) is null or application = :application)"
                + " and (cast(:environment as varchar) is null or environment = :environment)"
                + " and (cast(:below as bigint) is null or number < :below)"
                + " order by number desc fetch first :limit rows only")
        .param("application", filter.application())
        .param("environment", filter.environment())
        .param("below", filter.below())
        .param("limit", filter.limit())
        .query(LedgerRows::deployment)
        .list();
  }

  /** Number of the newest deployment or rollback that succeeded; 0 for none. */
  public long newestSuccess(String application, String environment) {
    return jdbc.sql(
            "select coalesce(max(number), 0) from deployment where application = :application"
                + " and environment = :environment and outcome = :outcome"
                + " and kind in (:kinds)")
        .param("application", application)
        .param("environment", environment)
        .param("outcome", Columns.wire(Outcome.SUCCEEDED))
        .param("kinds", List.of(Columns.wire(PlanKind.DEPLOYMENT), Columns.wire(PlanKind.ROLLBACK)))
        .query(Long.class)
        .single();
  }

  /** In the order of their sequence. */
  public List<TimelineEntry> timeline(String deployment) {
    return jdbc.sql("select * from timeline_entry where deployment = :id order by sequence")
        .param("id", deployment)
        .query(LedgerRows::entry)
        .list();
  }

  /** What the run's status was when it ended; empty while it runs. */
  public Optional<DeploymentStatus> status(String deployment) {
    return jdbc.sql("select status from deployment where id = :id and status is not null")
        .param("id", deployment)
        .query((row, n) -> Columns.json(DeploymentStatus.class, row.getString("status")))
        .optional();
  }

  /** The releases of the environments that these deployments left. */
  public Releases releases() {
    return releases;
  }

  private DeploymentRow insert(Open request) {
    jdbc.sql(
            "insert into deployment (id, number, application, environment, kind, plan_hash,"
                + " revision, started_by, started_at) values (:id, nextval('deployment_number'),"
                + " :application, :environment, :kind, :plan, :revision, :by, :at)"
                + " on conflict do nothing")
        .param("id", request.deployment())
        .param("application", request.application())
        .param("environment", request.environment())
        .param("kind", Columns.wire(request.kind()))
        .param("plan", request.planHash())
        .param("revision", request.revision())
        .param("by", request.startedBy())
        .param("at", Columns.time(request.startedAt()))
        .update();
    return find(request.deployment()).orElseThrow();
  }

  private int update(Ending ending) {
    return jdbc.sql(
            "update deployment set outcome = :outcome, reason = :reason, release = :release,"
                + " ended_at = :at, status = :status where id = :id and outcome is null")
        .param("outcome", Columns.wire(ending.outcome()))
        .param("reason", ending.reason())
        .param("release", ending.release())
        .param("at", Columns.time(ending.endedAt()))
        .param("status", ending.status() == null ? null : Columns.json(ending.status()))
        .param("id", ending.deployment())
        .update();
  }
}
