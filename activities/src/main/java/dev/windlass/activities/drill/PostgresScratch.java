package dev.windlass.activities.drill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL 13 and later. */
final class PostgresScratch implements ScratchEngine {

  /** First half of the locks of ours; the second one is the mark's number. */
  private static final int OURS = 0x57494e44;

  @Override
  public List<String> options() {
    return List.of("connectTimeout=10", "tcpKeepAlive=true");
  }

  @Override
  public void mark(Connection connection, int number) throws SQLException {
    // A pooler between us gives a server to a transaction, not to a session.
    connection.setAutoCommit(false);
    Sql.strings(connection, "select pg_advisory_xact_lock(?, ?)", OURS, number);
  }

  @Override
  public boolean isMarked(Connection connection, int number) throws SQLException {
    return !Sql.strings(
            connection,
            "select pid from pg_catalog.pg_locks where locktype = 'advisory' and granted"
                + " and classid = ? and objid = ?",
            OURS,
            number)
        .isEmpty();
  }

  @Override
  public Identity identity(Connection connection) throws SQLException {
    List<String> row =
        Sql.rows(
                connection,
                "select system_identifier::text, extract(epoch from pg_postmaster_start_time())::text"
                    + " || ' ' || current_setting('port') from pg_control_system()")
            .getFirst();
    return new Identity(row.getFirst() + " " + row.get(1), row.getFirst());
  }

  @Override
  public List<String> ties(Connection connection) throws SQLException {
    List<String> ties = new ArrayList<>();
    if (Sql.strings(connection, "select pg_is_in_recovery()::text").getFirst().equals("true")) {
      ties.add("it is a standby");
    }
    count(connection, "pg_stat_wal_receiver", ties, "it receives from another server");
    count(connection, "pg_stat_replication", ties, "other servers follow it");
    count(connection, "pg_stat_subscription", ties, "it subscribes to another server");
    return ties;
  }

  @Override
  public String mayLook(String user) {
    return "grant pg_monitor to " + user;
  }

  private static void count(Connection connection, String view, List<String> ties, String meaning)
      throws SQLException {
    String rows = Sql.strings(connection, "select count(*) from pg_catalog." + view).getFirst();
    if (!rows.equals("0")) {
      ties.add(meaning + " (" + view + " has " + rows + " rows)");
    }
  }

  @Override
  public List<String> databases(Connection connection, String prefix) throws SQLException {
    return Sql.strings(
        connection,
        "select datname from pg_catalog.pg_database where left(datname, length(?)) = ? order by 1",
        prefix,
        prefix);
  }

  @Override
  public void create(Connection connection, String database) throws SQLException {
    Sql.run(connection, "create database " + quoted(database) + " template template0");
  }

  @Override
  public void drop(Connection connection, String database) throws SQLException {
    Sql.run(connection, "drop database if exists " + quoted(database) + " with (force)");
  }

  @Override
  public List<String> largestTable(Connection connection) throws SQLException {
    return Sql.strings(
        connection,
        "select c.oid::regclass::text from pg_catalog.pg_class c"
            + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind = 'r' and not c.relispartition and n.nspname !~ '^pg_'"
            + " and n.nspname <> 'information_schema' and not exists (select from"
            + " pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')"
            + " order by pg_relation_size(c.oid) desc, 1 limit 1");
  }

  @Override
  public void dropTable(Connection connection, String table) throws SQLException {
    Sql.run(connection, "drop table " + table + " cascade");
  }

  /** Every row was read for its digest; what an index says is only as good as the index. */
  @Override
  public List<String> broken(Connection connection) throws SQLException {
    return Sql.strings(
        connection,
        "select 'index ' || indexrelid::regclass::text || ' is invalid' from pg_catalog.pg_index"
            + " where not indisvalid or not indisready order by 1");
  }

  @Override
  public String foreignKeys() {
    return "select c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,"
        + " quote_ident(a.attname), quote_ident(f.attname) from pg_catalog.pg_constraint c"
        + " cross join lateral unnest(c.conkey, c.confkey) with ordinality"
        + " as k(mine, theirs, position)"
        + " join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.mine"
        + " join pg_catalog.pg_attribute f on f.attrelid = c.confrelid and f.attnum = k.theirs"
        + " where c.contype = 'f' and c.conparentid = 0"
        + " order by c.conrelid, c.conname, k.position";
  }

  @Override
  public String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
