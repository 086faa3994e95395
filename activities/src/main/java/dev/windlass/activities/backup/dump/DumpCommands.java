package dev.windlass.activities.backup.dump;

import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.plan.Database;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the engines' own tools are called to dump. MySQL's tool is called like MariaDB's, with what
 * only one of them knows marked as loose; it was tried with MariaDB's only.
 */
public final class DumpCommands {

  private static final List<String> MARIADB =
      List.of(
          "--single-transaction",
          "--quick",
          "--skip-lock-tables",
          "--hex-blob",
          "--triggers",
          "--no-tablespaces",
          "--default-character-set=utf8mb4",
          "--tz-utc",
          "--skip-dump-date",
          // The largest row that a server can have; the tool's own limit is 24 MiB.
          "--max-allowed-packet=1G",
          "--loose-dump-history",
          "--loose-set-gtid-purged=OFF",
          "--loose-column-statistics=0");

  private static final List<String> MARIADB_WHOLE = List.of("--routines", "--events");

  private static final List<String> POSTGRESQL = List.of("--format=custom", "--compress=0");

  private static final String POSTGRESQL_SOME = "--table=";

  /** Table or schema and table; otherwise pg_dump would see a pattern. */
  private static final Pattern POSTGRESQL_TABLE =
      Pattern.compile(
          "(?:[a-z_][a-z0-9_$]*|\"(?:[^\"]|\"\")+\")(?:\\.(?:[a-z_][a-z0-9_$]*|\"(?:[^\"]|\"\")+\"))?");

  private DumpCommands() {}

  /**
   * A dump as the scanner of this engine reads it.
   *
   * @param tables as a manifest names them; empty: the whole database. With tables given, routines
   *     and events are left out, and on MariaDB sequences too
   */
  public static ToolCommand dump(Endpoint from, List<String> tables) {
    return switch (from.engine()) {
      case MARIADB, MYSQL ->
          command(
              from,
              List.of("mariadb-dump", "mysqldump"),
              Stream.of(
                  from.arguments(),
                  options(from.engine(), tables),
                  List.of("--", from.database()),
                  tables));
      case POSTGRESQL ->
          command(
              from,
              List.of("pg_dump"),
              Stream.of(
                  from.arguments(),
                  options(from.engine(), tables),
                  List.of("--dbname=" + from.database())));
    };
  }

  /** What the manifest says of the call: neither login nor host. */
  public static List<String> options(Database.Engine engine, List<String> tables) {
    return switch (engine) {
      case MARIADB, MYSQL ->
          Stream.of(MARIADB, tables.isEmpty() ? MARIADB_WHOLE : List.<String>of())
              .flatMap(List::stream)
              .toList();
      case POSTGRESQL ->
          Stream.concat(POSTGRESQL.stream(), tables.stream().map(DumpCommands::table)).toList();
    };
  }

  /**
   * Whether only the tables that the file named are in a backup: by its scope, or by the call of
   * the tool where the manifest is of before it told the scope.
   */
  public static boolean isOfSome(Manifest manifest) {
    Database.Engine engine = manifest.origin().engine();
    if (manifest.scope() != null || engine == null) {
      return manifest.scope() != null && manifest.scope().selected();
    }
    List<String> options = manifest.origin().options();
    return switch (engine) {
      case MARIADB, MYSQL -> !options.containsAll(MARIADB_WHOLE);
      case POSTGRESQL -> options.stream().anyMatch(option -> option.startsWith(POSTGRESQL_SOME));
    };
  }

  private static String table(String name) {
    if (!POSTGRESQL_TABLE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "table '%s': expected table or schema.table, with \"\" around names in other letters"
              .formatted(name));
    }
    return POSTGRESQL_SOME + name;
  }

  private static ToolCommand command(
      Endpoint from, List<String> programs, Stream<List<String>> arguments) {
    return new ToolCommand(
        programs,
        arguments.flatMap(List::stream).toList(),
        from.login(),
        ToolCommand.Input.HELD,
        List.of());
  }
}
