package dev.windlass.sandbox.awkward;

import dev.windlass.sandbox.parts.DatabaseServer;
import java.util.List;
import java.util.stream.Collectors;

/** Of a MariaDB database, by the sums and definitions that the server tells. */
final class MariaDbAccount {
  /** Who defines it, and whether an event runs, is otherwise where a drill restores. */
  private static final String CODE =
      """
      select table_name, view_definition, check_option, security_type
        from information_schema.views where table_schema = database() order by 1;
      select routine_name, routine_type, dtd_identifier, routine_definition, is_deterministic,
        sql_data_access, security_type, sql_mode
        from information_schema.routines where routine_schema = database() order by 1, 2;
      select specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier
        from information_schema.parameters where specific_schema = database() order by 1, 2;
      select trigger_name, event_manipulation, event_object_table, action_order, action_statement,
        action_timing, sql_mode
        from information_schema.triggers where trigger_schema = database() order by 1;
      select event_name, event_type, execute_at, interval_value, interval_field, starts, ends,
        event_definition from information_schema.events where event_schema = database() order by 1;
      """;

  private MariaDbAccount() {}

  static String of(DatabaseServer server, String database) {
    List<String> tables =
        server
            .sql(
                database,
                "select concat('`', replace(table_name, '`', '``'), '`') from information_schema.tables"
                    + " where table_schema = database() and table_type <> 'VIEW'"
                    + " and table_type <> 'SEQUENCE' order by 1;")
            .lines()
            .toList();
    String sums =
        tables.isEmpty()
            ? ""
            : server.sql(database, "checksum table " + String.join(", ", tables) + " extended;");
    String definitions =
        tables.stream()
            .map(table -> server.sql(database, "show create table " + table + ";"))
            .collect(Collectors.joining());
    return (sums + definitions + server.sql(database, CODE) + sequences(server, database))
        .replace(database + ".", "")
        .replace("`" + database + "`.", "");
  }

  private static String sequences(DatabaseServer server, String database) {
    return server
        .sql(
            database,
            "select concat('select * from `', replace(table_name, '`', '``'), '`;')"
                + " from information_schema.tables where table_schema = database()"
                + " and table_type = 'SEQUENCE' order by 1;")
        .lines()
        .map(select -> server.sql(database, select))
        .collect(Collectors.joining());
  }
}
