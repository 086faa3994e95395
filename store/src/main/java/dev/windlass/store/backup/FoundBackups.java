package dev.windlass.store.backup;

import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Enter;
import dev.windlass.workflows.backup.Manifest.Scope;
import dev.windlass.workflows.backup.RescanActivities.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Enters backups of which the stores tell, and perhaps nobody else any more. May be repeated. */
final class FoundBackups {

  private final Database database;
  private final JdbcClient jdbc;

  FoundBackups(Database database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  Entry enter(Found found, Enter request) {
    return database.inTransaction(() -> {
      Optional<Known> known = known(found.id());
      if (known.isEmpty()) {
        // Where somebody has just begun one by this id, its run will tell of it.
        return insert(found, request) == 1 ? add(found, request) : Entry.KNOWN;
      }
      Optional<Boolean> here = here(found, request);
      return known.get().entry(found, request, here).orElseGet(() -> add(found, request));
    });
  }

  private Optional<Known> known(String id) {
    return jdbc.sql(
            "select application, environment, kind, taken, ended_at, retired_at from backup"
                + " where id = :id for update")
        .param("id", id)
        .query(FoundBackups::row)
        .optional();
  }

  private static Known row(ResultSet row, int number) throws SQLException {
    String taken = row.getString("taken");
    return new Known(
        row.getString("application")
            + "/"
            + row.getString("environment")
            + "/"
            + row.getString("kind"),
        taken == null ? null : Columns.json(Taken.class, taken).manifest(),
        Columns.timeOrNull(row, "ended_at") != null,
        Columns.timeOrNull(row, "retired_at") != null);
  }

  /** Who asked for it no manifest says. */
  private int insert(Found found, Enter request) {
    Scope scope = found.scope();
    return jdbc.sql(
            "insert into backup (id, run, application, environment, kind, occasion, started_by,"
                + " started_at, ended_at, target) values (:id, :run, :application, :environment,"
                + " :kind, :occasion, :by, :started, :ended, :target) on conflict do nothing")
        .param("id", found.id())
        .param("run", "found/" + found.id())
        .param("application", request.application())
        .param("environment", request.environment())
        .param("kind", found.kind())
        .param("occasion", Columns.wire(scope == null ? Occasion.FOUND : scope.occasion()))
        .param("by", "rescan by " + request.by())
        .param("started", Columns.time(found.startedAt()))
        .param("ended", Columns.time(found.finishedAt()))
        .param("target", scope == null ? null : scope.target())
        .update();
  }

  /** Whether it is whole in that store as far as is known; empty where it never was. */
  private Optional<Boolean> here(Found found, Enter request) {
    return jdbc.sql("select gone_at is null from backup_copy where backup = :id and store = :store")
        .param("id", found.id())
        .param("store", request.store())
        .query(Boolean.class)
        .optional();
  }

  private Entry add(Found found, Enter request) {
    jdbc.sql("update backup set taken = :taken where id = :id")
        .param("taken", Columns.json(found.taken()))
        .param("id", found.id())
        .update();
    jdbc.sql("insert into backup_copy (backup, store, stored_at) values (:id, :store, :at)")
        .param("id", found.id())
        .param("store", request.store())
        .param("at", Columns.time(request.at()))
        .update();
    return Entry.ENTERED;
  }

  /**
   * @param of application, environment and kind
   * @param manifest SHA-256 of its manifest; null when it never was whole as far as is known
   */
  private record Known(String of, @Nullable String manifest, boolean ended, boolean retired) {

    /** Empty where the store belongs into the catalogue. */
    Optional<Entry> entry(Found found, Enter request, Optional<Boolean> here) {
      String there = request.application() + "/" + request.environment() + "/" + found.kind();
      if (!of.equals(there)) {
        return Optional.of(Entry.OTHER);
      }
      if (manifest != null && !manifest.equals(found.taken().manifest())) {
        return Optional.of(Entry.EDITED);
      }
      if (here.isPresent()) {
        return here.map(whole -> whole ? Entry.KNOWN : Entry.GONE);
      }
      if (!ended) {
        return Optional.of(Entry.KNOWN);
      }
      return retired ? Optional.of(Entry.GONE) : Optional.empty();
    }
  }
}
