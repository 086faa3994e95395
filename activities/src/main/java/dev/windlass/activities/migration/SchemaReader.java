package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.safety.Analysis;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.migration.safety.VersionTable;
import dev.windlass.workflows.migration.safety.Waiver;
import dev.windlass.workflows.migration.safety.WayDown;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads scripts where they are, since their texts may be larger than what an engine carries. */
final class SchemaReader {

  private final Clock clock;

  /**
   * @param clock by whose day waivers expire
   */
  SchemaReader(Clock clock) {
    this.clock = clock;
  }

  Reading read(Target target, List<Script> scripts, Migrations migrations, SchemaState schema) {
    return Reading.of(analysis(target, migrations), scripts, Terms.of(migrations, schema));
  }

  /** What the ways down of pending scripts would do. */
  WayDown readDown(Target target, PendingWays ways, Migrations migrations, SchemaState schema) {
    return WayDown.of(
        analysis(target, migrations), ways.scripts(), ways.missing(), Terms.of(migrations, schema));
  }

  private Analysis analysis(Target target, Migrations migrations) {
    Migrations.Guard guard = migrations.guard();
    List<Waiver> waivers = guard == null ? List.of() : guard.waive();
    return new Analysis(target, waivers, LocalDate.now(clock), version(migrations));
  }

  private static @Nullable VersionTable version(Migrations migrations) {
    return migrations instanceof Migrations.Scripts scripts && scripts.updates() != null
        ? new VersionTable(scripts.updates().table())
        : null;
  }

  /** What the server itself says that it is: a MariaDB may be declared as MySQL. */
  static Target target(Connection connection, Database.Engine declared) throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    boolean maria = server.getDatabaseProductName().equals("MariaDB");
    Database.Engine engine =
        declared == Database.Engine.POSTGRESQL
            ? declared
            : maria ? Database.Engine.MARIADB : Database.Engine.MYSQL;
    return Target.of(engine, server.getDatabaseProductVersion());
  }

  /** What a file says, e.g. {@code mariadb 10.11}; null where it says nothing. */
  static @Nullable Target declared(@Nullable String server) {
    if (server == null) {
      return null;
    }
    String[] words = server.split(" ", 2);
    return Target.of(Database.Engine.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1]);
  }
}
