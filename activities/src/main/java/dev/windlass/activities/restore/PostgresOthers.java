package dev.windlass.activities.restore;

import dev.windlass.workflows.backup.Manifest.ThingKind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What applications have written to a PostgreSQL database since a restore was committed: they go on
 * in the very moment in which its locks are gone. Its own rows have the transaction that made the
 * table ({@code xmin}); who changed or deleted one is seen by the table's statistics, which a
 * server may hold back for a second. A sequence that was asked has numbers in hand ({@code
 * log_cnt}), but for each 33rd time: then the table that it belongs to tells. One that was only set
 * has none.
 *
 * @param sql to that database
 */
record PostgresOthers(Sql sql) implements Comparison.Others {

  private static final String STATISTICS =
      "select pg_stat_get_tuples_updated(id) + pg_stat_get_tuples_deleted(id) > 0"
          + " from (select to_regclass(?)::oid as id) as one where id is not null";

  private static final String OWNER =
      """
      select refobjid::regclass from pg_catalog.pg_depend
      where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass
        and objid = to_regclass(?) and deptype in ('a', 'i')
      """;

  @Override
  public boolean wrote(@Nullable ThingKind kind, String name) throws SQLException {
    if (!sql.is("select to_regclass(?) is not null", name)) {
      return false;
    }
    if (kind == null) {
      return hasRowsOfOthers(name) || sql.is(STATISTICS, name);
    }
    return kind == ThingKind.SEQUENCE && wasAsked(name);
  }

  private boolean wasAsked(String sequence) throws SQLException {
    if (sql.is("select log_cnt > 0 from " + sequence)) {
      return true;
    }
    String table = sql.text(OWNER, sequence);
    return !table.isEmpty() && wrote(null, table);
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
