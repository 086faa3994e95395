package dev.windlass.activities.restore;

import dev.windlass.activities.backup.EngineTools;
import dev.windlass.activities.backup.dump.DatabaseDump;
import dev.windlass.activities.backup.dump.DatabaseRestore;
import dev.windlass.activities.backup.dump.DumpCommands;
import dev.windlass.activities.backup.dump.RestoreOptions;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of {@code pg_restore}, which notes itself that it was applied: so that whoever
 * comes after an attempt of which nobody heard sees whether it was committed.
 */
final class PostgresLanding implements Landing {

  private static final String OURS = "windlass_restore";

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
    List<String> chosen = chosen(cargo.manifest());
    Comparison comparison = new Comparison(cargo.manifest(), chosen);
    if (isCompared()) {
      return withheld(comparison.loaded());
    }
    if (!isApplied()) {
      begin();
      apply(cargo, chosen);
    }
    Loaded loaded =
        comparison.require(
            new DatabaseDump(tools.runner(), tools.endpoint(), chosen)
                .run(OutputStream.nullOutputStream()),
            new PostgresOthers(sql));
    sql.run("update windlass_restore.begun set compared = true where id = ?", id);
    return withheld(loaded);
  }

  /** A backup of some tables only takes the place of those. */
  private List<String> chosen(Manifest manifest) {
    return tables.isEmpty() && DumpCommands.isOfSome(manifest)
        ? manifest.tables().stream().map(Manifest.Table::name).toList()
        : tables;
  }

  private Loaded withheld(Loaded loaded) throws SQLException {
    return loaded.withheld(sql.column("select why from windlass_restore.withheld order by 1"));
  }

  /** What is written from then on is none of a restore's business. */
  private boolean isCompared() throws SQLException {
    return isMarked() && sql.is("select compared from windlass_restore.begun where id = ?", id);
  }

  private void apply(Cargo cargo, List<String> chosen) throws IOException, SQLException {
    if (!chosen.isEmpty()) {
      // With a selection the tool commits before it has seen the end: the whole must be sound
      // first.
      cargo.source().writeTo(OutputStream.nullOutputStream());
    }
    RestoreOptions options =
        new RestoreOptions(
            RestoreOptions.Into.REPLACING,
            cargo.definers(),
            RestoreOptions.Events.KEPT,
            chosen,
            "update windlass_restore.begun set applied = true where id = '%s';"
                .formatted(id.replace("'", "''")));
    cargo.into(new DatabaseRestore(tools.runner(), tools.endpoint(), options), sql);
  }

  private void begin() throws SQLException {
    sql.run("create schema if not exists " + OURS);
    sql.run(
        "create table if not exists windlass_restore.begun (id text primary key,"
            + " applied boolean not null default false, compared boolean not null default false)");
    sql.run("insert into windlass_restore.begun (id) values (?) on conflict do nothing", id);
  }

  /** Whether an earlier attempt was committed; no attempt goes on afterwards. */
  private boolean isApplied() throws SQLException {
    if (!isMarked()) {
      return false;
    }
    endStray();
    return sql.is("select applied from windlass_restore.begun where id = ?", id);
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
    if (isMarked() && sql.is("select true from windlass_restore.begun where id = ?", id)) {
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
