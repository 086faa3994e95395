package dev.windlass.activities.restore;

import dev.windlass.workflows.backup.Manifest.ThingKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What applications have written to a PostgreSQL database since a restore was committed: they go on
 * in the very moment in which its locks are gone. Its own rows have the transaction that made the
 * table ({@code xmin}); who changed or deleted one is seen by the table's statistics, which a
 * server may hold back for a second.
 *
 * @param sql to that database
 */
record PostgresOthers(Sql sql) implements Comparison.Others {

  private static final String STATISTICS =
      "select pg_stat_get_tuples_updated(id) + pg_stat_get_tuples_deleted(id) > 0"
          + " from (select to_regclass(?)::oid as id) as one where id is not null";

  @Override
  public boolean wrote(@Nullable ThingKind kind, String name) throws SQLException {
    if (kind != null) {
      // Where it stood was set by the dump itself, which is proven; whoever asks it moves it on.
      return kind == ThingKind.SEQUENCE;
    }
    return sql.is("select to_regclass(?) is not null", name)
        && (hasRowsOfOthers(name) || sql.is(STATISTICS, name));
  }

  private boolean hasRowsOfOthers(String table) throws SQLException {
    return sql.is(
        """
        select exists (select from %s where xmin::text <> (select a.xmin::text
          from pg_catalog.pg_attribute a where a.attrelid = to_regclass(?) and a.attnum = 1))
        """
            .formatted(table),
        table);
  }
}
