package dev.windlass.store.drill;

import dev.windlass.store.artifact.Digests;
import dev.windlass.store.backup.Backups;
import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillLedgerActivities.CloseDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.OpenDrill;
import dev.windlass.workflows.drill.DrillLedgerActivities.Opened;
import dev.windlass.workflows.drill.DrillReport;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger of drills. Every write may be repeated. */
public final class Drills {

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final String ENVIRONMENT =
      " where application = :application and environment = :environment";

  private final Database database;
  private final JdbcClient jdbc;
  private final Backups backups;

  /**
   * @param backups of the same database
   */
  public Drills(Database database, Backups backups) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.backups = backups;
  }

  /**
   * Gives the run's drill its id, or answers the one that it has. Those that it follows and that
   * have no end get one, and read no backup any more.
   */
  public Opened open(OpenDrill request) {
    return database.inTransaction(() -> {
      Optional<Opened> there = of(request);
      if (there.isPresent()) {
        return there.get();
      }
      closeOlder(request);
      insert(request);
      return of(request).orElseThrow();
    });
  }

  private Optional<Opened> of(OpenDrill request) {
    return jdbc.sql("select id, scratch from drill where run = :run")
        .param("run", request.run())
        .query((row, number) ->
            new Opened(row.getString("id"), row.getString("scratch"), sinceControl(request)))
        .optional();
  }

  private void closeOlder(OpenDrill request) {
    jdbc.sql(
            "update drill set ended_at = :at, verdict = :verdict"
                + ENVIRONMENT
                + " and ended_at is null")
        .param("at", Columns.time(request.startedAt()))
        .param("verdict", Columns.wire(Verdict.ERROR))
        .param("application", request.application())
        .param("environment", request.environment())
        .update();
    backups.release(request.workflow());
  }

  /** The second of its beginning names it; those that begin in the same one are told apart. */
  private void insert(OpenDrill request) {
    String second = SECOND.format(request.startedAt());
    // No other Windlass that uses the same scratch server may have the same name.
    String own = Digests.sha256(request.run().getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    String scratch = request.prefix() + second.replace('-', '_') + "_" + own;
    int same = 1;
    while (insert("dr-" + second + (same == 1 ? "" : "-" + same), scratch, request) == 0) {
      same++;
    }
  }

  private int insert(String id, String scratch, OpenDrill request) {
    return jdbc.sql(
            "insert into drill"
                + " (id, run, application, environment, started_by, started_at, scratch)"
                + " values (:id, :run, :application, :environment, :by, :at, :scratch)"
                + " on conflict do nothing")
        .param("id", id)
        .param("run", request.run())
        .param("application", request.application())
        .param("environment", request.environment())
        .param("by", request.startedBy())
        .param("at", Columns.time(request.startedAt()))
        .param("scratch", scratch)
        .update();
  }

  /** Drills that passed since one with a control did. */
  private int sinceControl(OpenDrill request) {
    int passed = 0;
    List<Boolean> controls =
        jdbc.sql(
                "select control from drill"
                    + ENVIRONMENT
                    + " and verdict = :pass"
                    + " order by started_at desc, id desc")
            .param("application", request.application())
            .param("environment", request.environment())
            .param("pass", Columns.wire(Verdict.PASS))
            .query((row, number) -> row.getBoolean(1))
            .list();
    while (passed < controls.size() && !controls.get(passed)) {
      passed++;
    }
    return passed;
  }

  /** Which of these scratch databases belong to drills that have ended. */
  public List<String> forsaken(List<String> scratches) {
    return scratches.isEmpty()
        ? List.of()
        : jdbc.sql(
                "select scratch from drill where ended_at is not null and scratch in (:names)"
                    + " order by scratch")
            .param("names", scratches)
            .query((row, number) -> row.getString(1))
            .list();
  }

  /**
   * Its end; a second time changes nothing. A backup is proved only where all was well, and is so
   * no longer once it is found to be not good.
   */
  public void close(CloseDrill request) {
    DrillReport report = request.report();
    database.inTransaction(() -> {
      int first =
          jdbc.sql(
                  "update drill set ended_at = :at, verdict = :verdict, control = :control,"
                      + " report = :report where id = :id and report is null")
              .param("at", Columns.time(report.endedAt()))
              .param("verdict", Columns.wire(report.verdict()))
              .param("control", report.control())
              .param("report", Columns.json(report))
              .param("id", report.id())
              .update();
      String backup = report.backup();
      if (first == 1 && report.proves() && backup != null) {
        backups.drilled(backup, report.endedAt());
      }
      if (first == 1 && report.disproves() && backup != null) {
        backups.disproved(backup, report.endedAt());
      }
      if (first == 1) {
        backups.release(request.workflow());
      }
      return first;
    });
  }

  public Optional<KeptDrill> find(String id) {
    return jdbc.sql("select * from drill where id = :id")
        .param("id", id)
        .query(Drills::row)
        .optional();
  }

  /** The drill of a run, once it has its id. */
  public Optional<KeptDrill> ofRun(String run) {
    return jdbc.sql("select * from drill where run = :run")
        .param("run", run)
        .query(Drills::row)
        .optional();
  }

  /** Of an environment, newest first. */
  public List<KeptDrill> list(String application, String environment, int limit) {
    return jdbc.sql(
            "select * from drill"
                + ENVIRONMENT
                + " order by started_at desc, id desc fetch first :limit rows only")
        .param("application", application)
        .param("environment", environment)
        .param("limit", limit)
        .query(Drills::row)
        .list();
  }

  /** The last one of this environment that passed. */
  public Optional<KeptDrill> lastPassed(String application, String environment) {
    return jdbc.sql(
            "select * from drill"
                + ENVIRONMENT
                + " and verdict = :pass order by started_at desc, id desc fetch first 1 row only")
        .param("application", application)
        .param("environment", environment)
        .param("pass", Columns.wire(Verdict.PASS))
        .query(Drills::row)
        .optional();
  }

  /** The last one of every environment that has a report, in the order of their names. */
  public List<KeptDrill> latest() {
    return jdbc.sql(
            "select * from drill d where report is not null and not exists (select 1 from drill l"
                + " where l.application = d.application and l.environment = d.environment"
                + " and l.report is not null and (l.started_at > d.started_at"
                + " or (l.started_at = d.started_at and l.id > d.id)))"
                + " order by application, environment")
        .query(Drills::row)
        .list();
  }

  private static KeptDrill row(ResultSet row, int number) throws SQLException {
    String verdict = row.getString("verdict");
    String report = row.getString("report");
    return new KeptDrill(
        row.getString("id"),
        row.getString("application"),
        row.getString("environment"),
        row.getString("started_by"),
        Columns.time(row, "started_at"),
        row.getString("scratch"),
        Columns.timeOrNull(row, "ended_at"),
        verdict == null ? null : Columns.wire(Verdict.class, verdict),
        report == null ? null : Columns.json(DrillReport.class, report));
  }
}
