package dev.windlass.activities.restore;

import dev.windlass.activities.backup.dump.DumpCommands;
import dev.windlass.activities.backup.dump.PostgresReplacing;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.restore.RestoreActivities.Definers;
import dev.windlass.workflows.restore.RestoreActivities.Looked;
import dev.windlass.workflows.restore.RestorePlan;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a target is what the plan declares, and takes what the backup holds. Writes nothing. */
final class TargetLook {

  private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?");

  private static final String MARIADB_THINGS =
      "select (select count(*) from information_schema.tables where table_schema = database())"
          + " + (select count(*) from information_schema.routines where routine_schema = database())"
          + " + (select count(*) from information_schema.events where event_schema = database())";

  private static final String POSTGRESQL_THINGS =
      "select (select count(*) from pg_catalog.pg_class c join pg_catalog.pg_namespace n"
          + " on n.oid = c.relnamespace where n.nspname !~ '^pg_'"
          + " and n.nspname not in ('information_schema', 'windlass_restore')"
          + " and not exists (select from pg_catalog.pg_depend d"
          + " where d.objid = c.oid and d.deptype = 'e'))";

  private static final String MARIADB_SERVER =
      "show global variables where variable_name in ('server_uid', 'server_uuid')";

  private static final String MARIADB_DEFINERS =
      "select count(*) > 0 from information_schema.user_privileges"
          + " where grantee = concat('''', replace(current_user(), '@', '''@'''), '''')"
          + " and privilege_type in ('SUPER', 'SET USER', 'SET_USER_ID', 'SET_ANY_DEFINER')";

  private static final String MARIADB_OWNERS =
      "select group_concat(distinct definer order by definer separator ', ') from ("
          + "select definer from information_schema.views where table_schema = database()"
          + " union all select definer from information_schema.routines"
          + " where routine_schema = database()"
          + " union all select definer from information_schema.triggers"
          + " where trigger_schema = database()"
          + " union all select definer from information_schema.events"
          + " where event_schema = database()) code where definer <> current_user()";

  /** Every role that has something which the restoring user can neither remove nor give back. */
  private static final String POSTGRESQL_OWNERS =
      "select string_agg(distinct name, ', ' order by name) from (%s) thing where not ours"
          .formatted(PostgresReplacing.things());

  private final RestorePlan plan;
  private final Manifest manifest;
  private final DatabaseRoute route;
  private final List<String> problems = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  TargetLook(RestorePlan plan, Manifest manifest, DatabaseRoute route) {
    this.plan = plan;
    this.manifest = manifest;
    this.route = route;
  }

  /**
   * @throws ApplicationFailure as {@code REFUSED}, with every problem
   */
  Looked look() throws SQLException {
    try (Connection connection = route.connect()) {
      Sql sql = new Sql(connection);
      String server = server(sql, plan.target().database().engine());
      String version = sql.text("select version()");
      requireDeclared(sql, server);
      requireTakes(connection, version);
      requireTables();
      Definers definers = definers(sql);
      if (!problems.isEmpty()) {
        throw Failures.of(
            FailureType.REFUSED,
            "%s at %s is no target for %s: %s"
                .formatted(
                    route.database().name(),
                    route.database().host(),
                    manifest.id(),
                    String.join("; ", problems)));
      }
      return new Looked(
          server,
          version,
          Long.parseLong(sql.text(isPostgresql() ? POSTGRESQL_THINGS : MARIADB_THINGS)),
          manifest.objects().stream().mapToLong(Manifest.StoredObject::bytes).sum(),
          definers,
          remarks);
    }
  }

  private boolean isPostgresql() {
    return plan.target().database().engine() == Database.Engine.POSTGRESQL;
  }

  /** What a server says that it is: the same as long as its data directory lives. */
  static String server(Sql sql, Database.Engine engine) throws SQLException {
    if (engine == Database.Engine.POSTGRESQL) {
      return sql.text("select system_identifier from pg_catalog.pg_control_system()");
    }
    for (List<@Nullable String> row : sql.rows(MARIADB_SERVER)) {
      return String.valueOf(row.get(1));
    }
    return sql.text("select concat(@@hostname, ':', @@port)");
  }

  private void requireDeclared(Sql sql, String server) throws SQLException {
    String declared = plan.target().server();
    if (declared != null && !declared.equals(server)) {
      problems.add(
          "the server says that it is %s, the file declares %s: another server answers there"
              .formatted(server, declared));
    }
    String name = sql.text(isPostgresql() ? "select current_database()" : "select database()");
    if (!name.equals(route.database().name())) {
      problems.add(
          "the database says that it is %s, the file declares %s"
              .formatted(name, route.database().name()));
    }
  }

  private void requireTakes(Connection connection, String version) throws SQLException {
    Database.Engine engine = plan.target().database().engine();
    Manifest.Origin origin = manifest.origin();
    if (origin.engine() != engine) {
      problems.add(
          "the backup is of %s, the target is declared as %s".formatted(origin.engine(), engine));
      return;
    }
    boolean mariadb = version.contains("MariaDB");
    if (!isPostgresql() && mariadb != (engine == Database.Engine.MARIADB)) {
      problems.add("the server is %s, the file declares %s".formatted(version, engine));
    }
    if (isOlder(version, origin.serverVersion())) {
      problems.add(
          "the server has version %s, the backup comes from %s; restore into the same or a later one"
              .formatted(version, origin.serverVersion()));
    }
    String why = route.notWritable(connection);
    if (why != null) {
      problems.add("it " + why);
    }
  }

  /** By what changes the format: of PostgreSQL the first number, of the others two. */
  private boolean isOlder(String there, @Nullable String from) {
    Matcher target =
        NUMBERS.matcher(isPostgresql() ? there.replaceFirst("^PostgreSQL ", "") : there);
    Matcher dump = NUMBERS.matcher(from == null ? "" : from);
    if (!target.find() || !dump.find()) {
      remarks.add("versions could not be compared: %s, from %s".formatted(there, from));
      return false;
    }
    int major = Integer.compare(number(target, 1), number(dump, 1));
    boolean minor = !isPostgresql() && number(target, 2) < number(dump, 2);
    return major < 0 || (major == 0 && minor);
  }

  private static int number(Matcher version, int group) {
    String digits = version.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private void requireTables() {
    List<String> there = manifest.tables().stream().map(Manifest.Table::name).toList();
    List<String> missing = plan.tables().stream().filter(table -> !there.contains(table)).toList();
    if (!missing.isEmpty()) {
      problems.add(
          "the backup has no table %s; it has %s"
              .formatted(String.join(", ", missing), String.join(", ", there)));
    }
    if (!isPostgresql() && plan.tables().isEmpty() && DumpCommands.isOfSome(manifest)) {
      problems.add(
          "the backup has only %1$s, and everything else would go; restore these alone: --tables %1$s"
              .formatted(String.join(",", there)));
    }
  }

  private Definers definers(Sql sql) throws SQLException {
    if (isPostgresql()) {
      String owners = plan.tables().isEmpty() ? sql.text(POSTGRESQL_OWNERS) : "";
      if (!owners.isEmpty()) {
        problems.add(
            "things in it belong to %s, and the restoring user %s could neither remove them nor give them back; grant %s to %s"
                .formatted(owners, route.database().user(), owners, route.database().user()));
      }
      return Definers.KEPT;
    }
    if (sql.is(MARIADB_DEFINERS)) {
      return Definers.KEPT;
    }
    String owners = sql.text(MARIADB_OWNERS);
    if (!owners.isEmpty()) {
      problems.add(
          "code in it belongs to %s, and the restoring user %s could not put it back after a failure; grant set user on *.* to it"
              .formatted(owners, route.database().user()));
    }
    remarks.add(
        "views, routines, triggers and events get the rights of the restoring user, who may not give others (SET USER)");
    return Definers.RESTORER;
  }
}
