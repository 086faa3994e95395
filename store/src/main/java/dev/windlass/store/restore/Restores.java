package dev.windlass.store.restore;

import dev.windlass.store.backup.Backups;
import dev.windlass.store.backup.Reader;
import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.restore.RestoreRecordActivities.Close;
import dev.windlass.workflows.restore.RestoreRecordActivities.Open;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record of restores. Every write may be repeated. */
public final class Restores {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("'r-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Database database;
  private static final String ENDED_FROM_OUTSIDE =
      "ended from outside, in Temporal perhaps: look what the target holds";

  private final JdbcClient jdbc;
  private final Backups backups;

  /**
   * @param backups of the same database
   */
  public Restores(Database database, Backups backups) {
    this.database = database;
    this.jdbc = database.jdbc();
    this.backups = backups;
  }

  /**
   * Gives the run's restore its id, or answers the one that it has. Those into the same target that
   * it follows and that have no end get one, and read no backup any more: only one at a time can
   * hold the target's lock.
   */
  public String open(Open request) {
    return database.inTransaction(() ->
        idOf(request.run())
            .orElseGet(() -> {
              closeOlder(request);
              return insert(request);
            }));
  }

  private void closeOlder(Open request) {
    unended(request.application(), request.environment()).stream()
        .filter(older -> older.target().equals(request.target()))
        .forEach(older -> giveUp(older, request.startedAt()));
  }

  /** Those of an environment that have no end: they run, or were ended from outside. */
  public List<KeptRestore> unended(String application, String environment) {
    return jdbc.sql(
            "select * from restore where application = :application"
                + " and environment = :environment and ended_at is null order by started_at, id")
        .param("application", application)
        .param("environment", environment)
        .query(Restores::row)
        .list();
  }

  /** One that was ended from outside: nobody waits for it any more, and it reads no backup. */
  public void giveUp(KeptRestore dead, Instant at) {
    close(
        new Close(
            dead.id(),
            FailureType.FAILED.wireName(),
            Left.UNKNOWN,
            null,
            null,
            ENDED_FROM_OUTSIDE,
            List.of(),
            at));
    backups.release(Reader.restore(dead.id()));
  }

  private Optional<String> idOf(String run) {
    return jdbc.sql("select id from restore where run = :run")
        .param("run", run)
        .query(String.class)
        .optional();
  }

  /** The second of its beginning names it; those that begin in the same one are told apart. */
  private String insert(Open request) {
    String second = ID.format(request.startedAt());
    for (int same = 1; ; same++) {
      String id = same == 1 ? second : second + "-" + same;
      if (insert(id, request) == 1) {
        return id;
      }
    }
  }

  private int insert(String id, Open request) {
    return jdbc.sql(
            "insert into restore (id, workflow, run, application, environment, backup, target, plan_hash,"
                + " started_by, started_at) values (:id, :workflow, :run, :application, :environment,"
                + " :backup, :target, :hash, :by, :at) on conflict do nothing")
        .param("id", id)
        .param("workflow", request.workflow())
        .param("run", request.run())
        .param("application", request.application())
        .param("environment", request.environment())
        .param("backup", request.backup())
        .param("target", request.target())
        .param("hash", request.planHash())
        .param("by", request.startedBy())
        .param("at", Columns.time(request.startedAt()))
        .update();
  }

  /** It has ended; a second time changes nothing. */
  public void close(Close request) {
    jdbc.sql(
            "update restore set outcome = :outcome, left_as = :left, safety = :safety,"
                + " loaded = :loaded, problem = :problem, remarks = :remarks,"
                + " ended_at = :at"
                + " where id = :id and ended_at is null")
        .param("outcome", request.outcome())
        .param("left", Columns.wire(request.left()))
        .param("safety", request.safety())
        .param("loaded", request.loaded() == null ? null : Columns.json(request.loaded()))
        .param("problem", request.problem())
        .param("remarks", request.remarks() == null ? null : Columns.json(request.remarks()))
        .param("at", Columns.time(request.endedAt()))
        .param("id", request.id())
        .update();
  }

  public Optional<KeptRestore> find(String id) {
    return jdbc.sql("select * from restore where id = :id")
        .param("id", id)
        .query(Restores::row)
        .optional();
  }

  /** Of an environment, newest first. */
  public List<KeptRestore> list(String application, String environment, int limit) {
    return jdbc.sql(
            "select * from restore where application = :application and environment = :environment"
                + " order by started_at desc, id desc fetch first :limit rows only")
        .param("application", application)
        .param("environment", environment)
        .param("limit", limit)
        .query(Restores::row)
        .list();
  }

  private static KeptRestore row(ResultSet row, int number) throws SQLException {
    String left = row.getString("left_as");
    return new KeptRestore(
        row.getString("id"),
        row.getString("workflow"),
        row.getString("run"),
        row.getString("application"),
        row.getString("environment"),
        row.getString("backup"),
        row.getString("target"),
        row.getString("plan_hash"),
        row.getString("started_by"),
        Columns.time(row, "started_at"),
        row.getString("outcome"),
        left == null ? null : Columns.wire(Left.class, left),
        row.getString("safety"),
        loaded(row.getString("loaded")),
        row.getString("problem"),
        remarks(row.getString("remarks")),
        Columns.timeOrNull(row, "ended_at"));
  }

  private static List<String> remarks(@Nullable String json) {
    return json == null ? List.of() : List.of(Columns.json(String[].class, json));
  }

  private static @Nullable Loaded loaded(@Nullable String json) {
    return json == null ? null : Columns.json(Loaded.class, json);
  }
}
