package dev.windlass.store.backup;

import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Close;
import dev.windlass.workflows.backup.CatalogueActivities.Enter;
import dev.windlass.workflows.backup.CatalogueActivities.Forget;
import dev.windlass.workflows.backup.CatalogueActivities.Open;
import dev.windlass.workflows.backup.CatalogueActivities.Stored;
import dev.windlass.workflows.backup.RescanActivities.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue. Every write may be repeated. */
public final class Backups {

  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("'b-'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private static final String WHOLE =
      " (select 1 from backup_copy c where c.backup = b.id and c.gone_at is null)"
          + " order by started_at desc, id desc";

  private final Database database;
  private final JdbcClient jdbc;

  public Backups(Database database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /** Gives the run's backup its id, or answers the one that it has. */
  public String open(Open request) {
    return database.inTransaction(() -> idOf(request.run()).orElseGet(() -> insert(request)));
  }

  private Optional<String> idOf(String run) {
    return jdbc.sql("select id from backup where run = :run")
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
            "insert into backup"
                + " (id, run, application, environment, kind, occasion, started_by, started_at,"
                + " target) values (:id, :run, :application, :environment, :kind, :occasion, :by,"
                + " :at, :target)"
                + " on conflict do nothing")
        .param("id", id)
        .param("run", request.run())
        .param("application", request.application())
        .param("environment", request.environment())
        .param("kind", request.kind())
        .param("occasion", Columns.wire(request.occasion()))
        .param("by", request.startedBy())
        .param("at", Columns.time(request.startedAt()))
        .param("target", request.target())
        .update();
  }

  /** It is whole in this store. */
  public void stored(Stored request) {
    database.inTransaction(() -> {
      jdbc.sql("update backup set taken = :taken where id = :id")
          .param("taken", Columns.json(request.taken()))
          .param("id", request.id())
          .update();
      return jdbc.sql(
              "insert into backup_copy (backup, store, stored_at) values (:id, :store, :at)"
                  + " on conflict do nothing")
          .param("id", request.id())
          .param("store", request.store())
          .param("at", Columns.time(request.at()))
          .update();
    });
  }

  /** Its run has ended; a second time changes nothing. */
  public void close(Close request) {
    jdbc.sql(
            "update backup set ended_at = :at, problem = :problem where id = :id and ended_at is null")
        .param("at", Columns.time(request.at()))
        .param("problem", request.problem())
        .param("id", request.id())
        .update();
  }

  /** It is about to go, and nobody may begin to read it; false where somebody reads it. */
  public boolean retire(String id, Instant at) {
    return database.inTransaction(() -> {
      lock(id);
      return jdbc.sql(
                  "update backup set retired_at = coalesce(retired_at, :at) where id = :id"
                      + " and not exists (select 1 from backup_use where backup = :id)")
              .param("id", id)
              .param("at", Columns.time(at))
              .update()
          == 1;
    });
  }

  /** It is gone from this store. */
  public void forget(Forget request) {
    jdbc.sql(
            "update backup_copy set gone_at = :at"
                + " where backup = :id and store = :store and gone_at is null")
        .param("at", Columns.time(request.at()))
        .param("id", request.id())
        .param("store", request.store())
        .update();
  }

  /** Enters what a rescan found, with what its manifest says; of what is known nothing changes. */
  public Entry enter(Found found, Enter request) {
    return new FoundBackups(database).enter(found, request);
  }

  /** A workflow reads it from now on; false where it is about to go. */
  public boolean use(String id, String workflow, Instant since) {
    return database.inTransaction(() -> {
      if (!lock(id)) {
        return false;
      }
      jdbc.sql(
              "insert into backup_use (backup, workflow, since)"
                  + " values (:id, :workflow, :since) on conflict do nothing")
          .param("id", id)
          .param("workflow", workflow)
          .param("since", Columns.time(since))
          .update();
      return true;
    });
  }

  /** Whoever reads and whoever removes must see each other. Whether it is there to stay. */
  private boolean lock(String id) {
    return jdbc.sql("select retired_at is null from backup where id = :id for update")
        .param("id", id)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** The workflow no longer reads any. */
  public void release(String workflow) {
    jdbc.sql("delete from backup_use where workflow = :workflow")
        .param("workflow", workflow)
        .update();
  }

  /** A drill has proved it. */
  public void drilled(String id, Instant at) {
    jdbc.sql("update backup set drilled_at = :at where id = :id")
        .param("at", Columns.time(at))
        .param("id", id)
        .update();
  }

  /** A drill has found it to be not good: what drills have proved before counts no longer. */
  public void disproved(String id, Instant at) {
    jdbc.sql("update backup set drilled_at = null where id = :id and drilled_at <= :at")
        .param("at", Columns.time(at))
        .param("id", id)
        .update();
  }

  /** The run in Temporal that takes it, or took it. */
  public Optional<String> run(String id) {
    return jdbc.sql("select run from backup where id = :id")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  public Optional<KeptBackup> find(String id) {
    return jdbc.sql("select * from backup where id = :id")
        .param("id", id)
        .query(this::row)
        .optional();
  }

  /** Of an environment, newest first, also those that failed and those that are gone. */
  public List<KeptBackup> list(String application, String environment, int limit) {
    return jdbc.sql(
            "select * from backup where application = :application and environment = :environment"
                + " order by started_at desc, id desc fetch first :limit rows only")
        .param("application", application)
        .param("environment", environment)
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /** The one of this kind of the environment's own that began last, however it stands. */
  public Optional<KeptBackup> newest(String application, String environment, String kind) {
    return jdbc.sql(
            "select * from backup where application = :application and environment = :environment"
                + " and kind = :kind and target is null order by started_at desc, id desc fetch first 1 rows only")
        .param("application", application)
        .param("environment", environment)
        .param("kind", kind)
        .query(this::row)
        .optional();
  }

  /** Everything of which a backup was ever begun. */
  public List<BackupOrigin> origins() {
    return jdbc.sql(
            "select distinct application, environment, kind from backup"
                + " order by application, environment, kind")
        .query(
            (row, number) -> new BackupOrigin(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** The newest of the environment's own that is whole in some store. */
  public Optional<KeptBackup> newestWhole(BackupOrigin of) {
    return whole(of.application(), of.environment(), of.kind()).stream().findFirst();
  }

  /** The newest of the environment's own whose run ended well: whole in each of its stores. */
  public Optional<KeptBackup> newestSuccessful(BackupOrigin of) {
    return whole(of.application(), of.environment(), of.kind()).stream()
        .filter(backup -> backup.endedAt() != null && backup.problem() == null)
        .findFirst();
  }

  /**
   * Of one kind, whole in some store, newest first. Those of restore targets' databases are none of
   * the environment's.
   */
  public List<KeptBackup> whole(String application, String environment, String kind) {
    return wholeOfAll(application, environment, kind).stream()
        .filter(backup -> backup.target() == null)
        .toList();
  }

  /** Of one kind, whole in some store, newest first, also of restore targets' databases. */
  public List<KeptBackup> wholeOfAll(String application, String environment, String kind) {
    return jdbc.sql(
            "select * from backup b where application = :application"
                + " and environment = :environment and kind = :kind and exists"
                + WHOLE)
        .param("application", application)
        .param("environment", environment)
        .param("kind", kind)
        .query(this::row)
        .list();
  }

  private KeptBackup row(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    String taken = row.getString("taken");
    return new KeptBackup(
        id,
        row.getString("application"),
        row.getString("environment"),
        row.getString("kind"),
        Columns.wire(Occasion.class, row.getString("occasion")),
        row.getString("started_by"),
        Columns.time(row, "started_at"),
        row.getString("target"),
        taken == null ? null : Columns.json(Taken.class, taken),
        names(
            "select store from backup_copy where backup = :id and gone_at is null"
                + " order by stored_at, store",
            id),
        Columns.timeOrNull(row, "drilled_at"),
        names("select workflow from backup_use where backup = :id order by workflow", id),
        Columns.timeOrNull(row, "ended_at"),
        row.getString("problem"));
  }

  private List<String> names(String query, String id) {
    return jdbc.sql(query).param("id", id).query((row, number) -> row.getString(1)).list();
  }
}
