package dev.windlass.activities.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.backup.dump.RestoreOptions.Definers;
import dev.windlass.activities.backup.dump.RestoreOptions.Events;
import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.workflows.plan.Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbRoundTripTest extends RoundTripContract {

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

  private static @Nullable MariaDbServer server;
  private static final AtomicReference<@Nullable Endpoint> AWKWARD = new AtomicReference<>();

  @BeforeAll
  static void startServer() {
    RealParts.require("mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump");
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stopServer() {
    AWKWARD.set(null);
    if (server != null) {
      server.close();
    }
  }

  @Override
  DatabaseServer server() {
    if (server == null) {
      throw new IllegalStateException("no server");
    }
    return server;
  }

  @Override
  Database.Engine engine() {
    return Database.Engine.MARIADB;
  }

  @Override
  Endpoint awkward() throws IOException {
    Endpoint there = AWKWARD.get();
    if (there != null) {
      return there;
    }
    Endpoint made = empty();
    server().sql(made.database(), statements("awkward-mariadb.sql"));
    // To dump routines that somebody else defined.
    server().sql("", "grant select on mysql.proc to '%s'@'127.0.0.1';".formatted(made.user()));
    AWKWARD.set(made);
    return made;
  }

  @Override
  String account(String database) {
    List<String> tables =
        server()
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
            : server().sql(database, "checksum table " + String.join(", ", tables) + " extended;");
    String definitions =
        tables.stream()
            .map(table -> server().sql(database, "show create table " + table + ";"))
            .collect(Collectors.joining());
    return (sums + definitions + server().sql(database, CODE) + sequences(database))
        .replace(database + ".", "")
        .replace("`" + database + "`.", "");
  }

  private String sequences(String database) {
    return server()
        .sql(
            database,
            "select concat('select * from `', replace(table_name, '`', '``'), '`;')"
                + " from information_schema.tables where table_schema = database()"
                + " and table_type = 'SEQUENCE' order by 1;")
        .lines()
        .map(select -> server().sql(database, select))
        .collect(Collectors.joining());
  }

  @Override
  RestoreOptions stopping() {
    // The restoring user may not give rights that root has.
    return new RestoreOptions(Into.REPLACING, Definers.KEPT, Events.KEPT, List.of());
  }

  @Override
  String stopped() {
    return "ERROR 1227 (42000) at line ";
  }

  @Test
  void eventsOfAScratchTargetNeverRun() throws IOException {
    Endpoint copy = empty();

    restore(dump(awkward(), List.of()), copy, RestoreOptions.scratch());

    assertThat(
            server()
                .sql(
                    copy.database(),
                    "select status, event_comment, definer from information_schema.events"
                        + " where event_schema = database();")
                .strip())
        .isEqualTo("DISABLED\tON COMPLETION PRESERVE ENABLE\t" + copy.user() + "@127.0.0.1");
  }

  @Test
  void keepsDefinersForAUserWhoMaySetThem() throws IOException {
    Endpoint copy = empty();
    server().sql("", "grant super, set user on *.* to '%s'@'127.0.0.1';".formatted(copy.user()));

    restore(dump(awkward(), List.of()), copy, RestoreOptions.whole());

    assertThat(
            server()
                .sql(
                    copy.database(),
                    "select distinct definer from information_schema.routines"
                        + " where routine_schema = database();")
                .strip())
        .isEqualTo("root@localhost");
    assertThat(server().sql(copy.database(), "select twice(21);").strip()).isEqualTo("42");
  }
}
