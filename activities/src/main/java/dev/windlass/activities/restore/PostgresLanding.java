package dev.windlass.activities.restore;

import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.dump.DatabaseDump;
import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of {@code pg_restore}. Whether it was committed although nobody heard of it is
 * seen by the ids of the database's tables and functions, which a restore makes anew: they are
 * written down before.
 */
final class PostgresLanding implements Landing {

  private static final String OURS = "windlass_restore";

  private static final String IDS =
      """
      select md5(coalesce(string_agg(id::text, ',' order by id), '')) from (
        select c.oid as id, c.relnamespace as space from pg_catalog.pg_class c
          where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
        union all select p.oid, p.pronamespace from pg_catalog.pg_proc p) thing
      join pg_catalog.pg_namespace n on n.oid = thing.space
      where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'windlass_restore')
      """;

  private static final String LOCK = "select pg_advisory_lock(hashtext('windlass restore'))";

  /** So long the server may take to notice that an earlier attempt hung up. */
  private static final String PATIENCE = "set lock_timeout = '2s'";

  private static final String NOT_AVAILABLE = "55P03";

  private static final String STRAY =
      " from pg_catalog.pg_stat_activity where application_name = 'pg_restore'"
          + " and datname = current_database() and usename = current_user";

  private final String id;
  private final Sql sql;
  private final EngineTools tools;
  private final List<String> tables;

  /**
   * @param id of the restore
   * @param sql to the target; the lock is held as long as it is open
   * @param tables those that were asked for; empty: all
   */
  PostgresLanding(String id, Sql sql, EngineTools tools, List<String> tables) {
    this.id = id;
    this.sql = sql;
    this.tools = tools;
    this.tables = tables;
  }

  @Override
  public Loaded load(Cargo cargo) throws IOException, SQLException {
    lock();
    Comparison comparison = new Comparison(cargo.manifest(), tables);
    if (isCompared()) {
      return comparison.loaded();
    }
    if (!isApplied()) {
      begin();
      apply(cargo);
    }
    Loaded loaded =
        comparison.require(
            new DatabaseDump(tools.runner(), tools.endpoint(), tables)
                .run(OutputStream.nullOutputStream()),
            new PostgresOthers(sql));
    sql.run("update windlass_restore.begun set compared = true where id = ?", id);
    return loaded;
  }

  /** What is written from then on is none of a restore's business. */
  private boolean isCompared() throws SQLException {
    return isMarked() && sql.is("select compared from windlass_restore.begun where id = ?", id);
  }

  private void apply(Cargo cargo) throws IOException, SQLException {
    if (!tables.isEmpty()) {
      // With a selection the tool commits before it has seen the end: the whole must be sound
      // first.
      cargo.source().writeTo(OutputStream.nullOutputStream());
    }
    RestoreOptions options =
        new RestoreOptions(
            RestoreOptions.Into.REPLACING, cargo.definers(), RestoreOptions.Events.KEPT, tables);
    cargo.into(new DatabaseRestore(tools.runner(), tools.endpoint(), options), sql);
  }

  private void begin() throws SQLException {
    sql.run("create schema if not exists " + OURS);
    sql.run(
        "create table if not exists windlass_restore.begun (id text primary key,"
            + " ids text not null, compared boolean not null default false)");
    sql.run(
        "insert into windlass_restore.begun (id, ids) values (?, ?) on conflict do nothing",
        id,
        sql.text(IDS));
  }

  /** Whether an earlier attempt was committed; no attempt goes on afterwards. */
  private boolean isApplied() throws SQLException {
    if (!isMarked()) {
      return false;
    }
    endStray();
    String before = before();
    return !before.isEmpty() && !before.equals(sql.text(IDS));
  }

  /** The ids as this restore found them, or empty where it never began. */
  private String before() throws SQLException {
    return sql.text("select ids from windlass_restore.begun where id = ?", id);
  }

  private boolean isMarked() throws SQLException {
    return sql.is("select to_regclass('windlass_restore.begun') is not null");
  }

  private void endStray() throws SQLException {
    for (int tries = 0; sql.is("select count(*) > 0" + STRAY); tries++) {
      if (tries == 100) {
        throw Failures.of(
            FailureType.UNREACHABLE,
            "an earlier pg_restore into %s does not end; pg_terminate_backend ends it"
                .formatted(tools.endpoint()));
      }
      sql.column("select pg_terminate_backend(pid)" + STRAY);
      sql.column("select pg_sleep(0.1)");
    }
  }

  /** Two attempts never meet: the one that lost its Windlass worker keeps this until it ends. */
  private void lock() throws SQLException {
    if (isLocked()) {
      return;
    }
    if (isMarked() && !before().isEmpty()) {
      sql.column("select pg_terminate_backend(pid)" + STRAY);
    }
    throw Failures.of(
        FailureType.UNREACHABLE, "another restore into %s is going on".formatted(tools.endpoint()));
  }

  private boolean isLocked() throws SQLException {
    sql.run(PATIENCE);
    try {
      sql.column(LOCK);
      return true;
    } catch (SQLException e) {
      if (NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      sql.run("reset lock_timeout");
    }
  }

  /** What was loaded is in place already. */
  @Override
  public void swap() {
    throw new IllegalStateException("PostgreSQL has nothing to swap");
  }

  @Override
  public @Nullable Boolean clean() throws SQLException {
    lock();
    if (!isMarked()) {
      return null;
    }
    boolean applied = isApplied();
    sql.run("drop schema windlass_restore cascade");
    return applied;
  }
}
