package dev.windlass.store.ledger;

import dev.windlass.store.database.Columns;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.plan.Passed;
import dev.windlass.workflows.plan.PlanKind;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The releases of each environment: which is live, which are good, which are bad. */
public final class Releases {

  private static final String OF_ENVIRONMENT =
      " where r.application = :application and r.environment = :environment";

  private final JdbcClient jdbc;

  Releases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Newest first. */
  public List<ReleaseRow> list(String application, String environment) {
    return of(application, environment, "select r.* from release r", "order by r.number desc")
        .query(LedgerRows::release)
        .list();
  }

  public Optional<ReleaseRow> find(String application, String environment, String release) {
    return of(application, environment, "select r.* from release r", "and r.id = :id")
        .param("id", release)
        .query(LedgerRows::release)
        .optional();
  }

  /** The release that the ledger holds to be live. */
  public Optional<ReleaseRow> live(String application, String environment) {
    return of(
            application,
            environment,
            "select r.* from release r join environment e on e.application = r.application"
                + " and e.name = r.environment and e.live = r.id",
            "")
        .query(LedgerRows::release)
        .optional();
  }

  /** The newest good release that is older than the live one. */
  public Optional<ReleaseRow> previousGood(String application, String environment) {
    return of(
            application,
            environment,
            "select r.* from release r join environment e on e.application = r.application"
                + " and e.name = r.environment join release l on l.application = e.application"
                + " and l.environment = e.name and l.id = e.live",
            "and r.number < l.number and r.good and not r.bad"
                + " order by r.number desc fetch first 1 rows only")
        .query(LedgerRows::release)
        .optional();
  }

  /** What is known there of the artifact with this digest. */
  public Passed.Seen passed(String application, String environment, String digest) {
    String live = live(application, environment).map(ReleaseRow::revision).orElse(null);
    return of(
            application,
            environment,
            "select d.number, d.ended_at, r.bad from release r join deployment d"
                + " on d.application = r.application and d.environment = r.environment"
                + " and d.release = r.id",
            "and r.digest = :digest and d.kind = :kind and d.outcome = :outcome"
                + " order by d.number desc fetch first 1 rows only")
        .param("digest", digest)
        .param("kind", Columns.wire(PlanKind.DEPLOYMENT))
        .param("outcome", Columns.wire(Outcome.SUCCEEDED))
        .query((row, _) ->
            new Passed.Seen(
                row.getLong("number"), Columns.time(row, "ended_at"), row.getBoolean("bad"), live))
        .optional()
        .orElseGet(() -> new Passed.Seen(0, null, false, live));
  }

  /** Whether a run ended without being undone, so that a person has to look first. */
  public boolean isDirty(String application, String environment) {
    return jdbc.sql(
            "select dirty from environment where application = :application"
                + " and name = :environment")
        .param("application", application)
        .param("environment", environment)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** A person has looked: the environment is as the ledger says. */
  public void settle(String application, String environment) {
    jdbc.sql(
            "update environment set dirty = false where application = :application"
                + " and name = :environment")
        .param("application", application)
        .param("environment", environment)
        .update();
  }

  /**
   * Takes the mark of a bad release back.
   *
   * @return whether there is such a release
   */
  public boolean unmark(String application, String environment, String release) {
    return of(application, environment, "update release r set bad = false", "and r.id = :id")
            .param("id", release)
            .update()
        == 1;
  }

  void opened(DeploymentRow row) {
    jdbc.sql(
            "insert into environment (application, name, dirty, number)"
                + " values (:application, :environment, false, :number) on conflict do nothing")
        .param("application", row.application())
        .param("environment", row.environment())
        .param("number", row.number())
        .update();
    jdbc.sql(
            "update environment set number = :number where application = :application"
                + " and name = :environment and number < :number")
        .param("number", row.number())
        .param("application", row.application())
        .param("environment", row.environment())
        .update();
  }

  void closed(DeploymentRow row, Ending ending) {
    if (!ending.release().isEmpty()) {
      keep(row, ending);
    }
    if (ending.markedBad() != null) {
      mark(row, ending.markedBad(), "bad = true");
    }
    if (ending.outcome() != Outcome.REFUSED) {
      leave(row, ending);
    }
  }

  private void keep(DeploymentRow row, Ending ending) {
    jdbc.sql(
            "insert into release (application, environment, id, number, revision, digest, good, bad)"
                + " values (:application, :environment, :id, :number, :revision, :digest, false,"
                + " false) on conflict do nothing")
        .param("application", row.application())
        .param("environment", row.environment())
        .param("id", ending.release())
        .param("number", row.number())
        .param("revision", row.revision())
        .param("digest", ending.digest())
        .update();
    if (ending.outcome() == Outcome.SUCCEEDED) {
      mark(row, ending.release(), "good = true, bad = false");
    }
  }

  private void mark(DeploymentRow row, String release, String assignment) {
    of(row.application(), row.environment(), "update release r set " + assignment, "and r.id = :id")
        .param("id", release)
        .update();
  }

  /**
   * A run that a later one overtook, after it was terminated, no longer speaks for the hosts. A
   * release that was published and proven on every host mends what an earlier run left.
   */
  private void leave(DeploymentRow row, Ending ending) {
    boolean mended =
        ending.outcome() == Outcome.SUCCEEDED
            && (!ending.release().isEmpty() || row.kind() == PlanKind.RECOVERY);
    jdbc.sql(
            "update environment set live = :live, dirty = (dirty and not :mended) or :dirty"
                + " where application = :application and name = :environment and number = :number")
        .param("live", ending.live())
        .param("mended", mended)
        .param("dirty", ending.outcome() == Outcome.FAILED)
        .param("application", row.application())
        .param("environment", row.environment())
        .param("number", row.number())
        .update();
  }

  private JdbcClient.StatementSpec of(
      String application, String environment, String head, String tail) {
    return jdbc.sql(head + OF_ENVIRONMENT + " " + tail)
        .param("application", application)
        .param("environment", environment);
  }
}
