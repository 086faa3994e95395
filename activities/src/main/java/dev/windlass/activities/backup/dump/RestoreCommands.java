package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.RestoreOptions.Into;
import java.util.List;
import java.util.stream.Stream;

/** How the engines' own tools are called to restore. */
final class RestoreCommands {

  private static final List<String> MARIADB =
      List.of(
          "--batch",
          "--binary-mode",
          "--comments",
          "--skip-reconnect",
          "--default-character-set=utf8mb4",
          "--max-allowed-packet=1G");

  private static final List<String> POSTGRESQL = List.of("--single-transaction", "--exit-on-error");

  /** Whoever replaces something changes the archive instead: {@link PostgresReplacing}. */
  private static final List<String> POSTGRESQL_BARE = List.of("--no-owner", "--no-privileges");

  private static final String MARIADB_COUNT =
      "select (select count(*) from information_schema.tables where table_schema = database())"
          + " + (select count(*) from information_schema.routines where routine_schema = database())"
          + " + (select count(*) from information_schema.events where event_schema = database())";

  /** What belongs to an extension was made by the administrator, not by an application. */
  private static final String POSTGRESQL_COUNT =
      "select count(*) from (select oid, relnamespace as space from pg_catalog.pg_class"
          + " union all select oid, pronamespace from pg_catalog.pg_proc"
          + " union all select oid, typnamespace from pg_catalog.pg_type) thing"
          + " join pg_catalog.pg_namespace n on n.oid = thing.space"
          + " where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not exists"
          + " (select from pg_catalog.pg_depend d where d.objid = thing.oid and d.deptype = 'e')";

  private RestoreCommands() {}

  /**
   * @param entries ids of the archive's table of contents; empty: all of them
   */
  static ToolCommand restore(Endpoint to, Into into, List<String> entries) {
    return switch (to.engine()) {
      case MARIADB, MYSQL ->
          command(
              to,
              ToolCommand.Input.FED,
              List.of("mariadb", "mysql"),
              Stream.of(to.arguments(), MARIADB, List.of("--database=" + to.database())));
      case POSTGRESQL -> {
        ToolCommand all =
            command(
                to,
                ToolCommand.Input.FED,
                List.of("pg_restore"),
                Stream.of(
                    to.arguments(),
                    POSTGRESQL,
                    into == Into.EMPTY ? POSTGRESQL_BARE : List.<String>of(),
                    into == Into.EMPTY || entries.isEmpty()
                        ? List.<String>of()
                        : List.of("--clean", "--if-exists"),
                    entries.isEmpty() ? List.<String>of() : List.of("--use-list=/dev/fd/6"),
                    List.of("--dbname=" + to.database())));
        yield new ToolCommand(all.programs(), all.arguments(), all.login(), all.input(), entries);
      }
    };
  }

  /** Prints how many things a database holds. */
  static ToolCommand count(Endpoint to) {
    return switch (to.engine()) {
      case MARIADB, MYSQL ->
          command(
              to,
              ToolCommand.Input.HELD,
              List.of("mariadb", "mysql"),
              Stream.of(
                  to.arguments(),
                  List.of(
                      "--batch",
                      "--skip-column-names",
                      "--database=" + to.database(),
                      "--execute=" + MARIADB_COUNT)));
      case POSTGRESQL ->
          command(
              to,
              ToolCommand.Input.HELD,
              List.of("psql"),
              Stream.of(
                  to.arguments(),
                  List.of(
                      "--no-psqlrc",
                      "--no-align",
                      "--tuples-only",
                      "--dbname=" + to.database(),
                      "--command=" + POSTGRESQL_COUNT)));
    };
  }

  private static ToolCommand command(
      Endpoint to, ToolCommand.Input input, List<String> programs, Stream<List<String>> arguments) {
    return new ToolCommand(
        programs, arguments.flatMap(List::stream).toList(), to.login(), input, List.of());
  }
}
