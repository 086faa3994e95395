package dev.windlass.activities.drill;

import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.plan.Database;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Ways to a scratch server and to its scratch databases, and to nothing else there. */
record ScratchRoutes(DatabaseRoute.Opener routes) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{2,62}");

  /** To the server, to make and drop databases. */
  DatabaseRoute server(DrillPlan plan) {
    return open(plan, plan.scratch().server());
  }

  /** To one scratch database. */
  DatabaseRoute database(DrillPlan plan, String name) {
    Database server = plan.scratch().server();
    return open(
        plan,
        new Database(
            server.engine(),
            server.host(),
            server.port(),
            requireScratch(plan, name),
            server.user(),
            server.password(),
            server.through()));
  }

  private DatabaseRoute open(DrillPlan plan, Database database) {
    BackupPlan backup = plan.backup();
    return routes.open(scope(plan), database, backup.ssh(), plan.scratch().through());
  }

  static Scope scope(DrillPlan plan) {
    return new Scope(plan.backup().application(), plan.backup().environment());
  }

  /**
   * The name again.
   *
   * @throws IllegalArgumentException for a database that no drill can have made
   */
  static String requireScratch(DrillPlan plan, String name) {
    String prefix = plan.scratch().prefix();
    if (!NAME.matcher(name).matches() || !name.startsWith(prefix) || name.equals(prefix)) {
      throw new IllegalArgumentException(
          "database %s: not one of a drill, expected a name that begins with %s"
              .formatted(name, prefix));
    }
    return name;
  }

  /** What a server's refusal means: a wrong password never heals by itself, the rest may. */
  static RuntimeException failure(String where, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean refused = state.startsWith("28") || state.startsWith("42") || state.equals("3D000");
    return Failures.of(
        refused ? FailureType.INVALID : FailureType.UNREACHABLE, where + ": " + e.getMessage(), e);
  }

  /** Class 08: connection trouble; 57P: ended by an administrator or by a shutdown. */
  static boolean isLost(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("08") || state.startsWith("57P");
  }
}
