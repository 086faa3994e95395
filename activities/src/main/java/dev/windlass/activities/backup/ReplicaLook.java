package dev.windlass.activities.backup;

import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.plan.Database;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a server that is read in place of another follows it, and closely. */
final class ReplicaLook {

  /**
   * One that has nothing left to replay is not behind, however long ago the last write was; one
   * that receives nothing cannot know.
   */
  private static final String POSTGRESQL =
      """
      select case
        when exists (select from pg_stat_wal_receiver)
          and pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
        else extract(epoch from now() - pg_last_xact_replay_timestamp()) end as behind
      where pg_is_in_recovery()
      """;

  /** A replica that reconnects or catches up has half a minute for it; the engine waits between. */
  private static final int TRIES = 6;

  private ReplicaLook() {}

  /**
   * @param attempt of the engine, from 1
   * @throws ApplicationFailure as {@code INVALID} where it is no replica or does not tell; where it
   *     does not follow or is too far behind, which may pass, first as {@code UNREACHABLE}
   */
  static void require(DatabaseRoute route, Duration most, int attempt) {
    String server = "%s:%d".formatted(route.database().host(), route.database().port());
    Duration behind;
    try (Connection connection = route.connect()) {
      behind =
          behind(connection, route.database().engine())
              .orElseThrow(() ->
                  Failures.of(
                      FailureType.INVALID,
                      "%s is no replica, as backups.database.replica says; take the line out, or name one"
                          .formatted(server)))
              .by();
    } catch (SQLException e) {
      throw Failures.of(
          FailureType.INVALID,
          "%s does not say how far it is behind: %s; %s"
              .formatted(server, e.getMessage(), mend(route.database())));
    }
    FailureType passing = attempt < TRIES ? FailureType.UNREACHABLE : FailureType.INVALID;
    if (behind == null) {
      throw Failures.of(
          passing,
          server + " does not follow its primary now; see why there, then: windlass backup");
    }
    if (behind.compareTo(most) > 0) {
      throw Failures.of(
          passing,
          "%s is %s behind its primary, at most %s is expected"
              .formatted(server, Words.precise(behind), Words.of(most)));
    }
  }

  /**
   * A replica's distance.
   *
   * @param by null where it does not follow
   */
  private record Behind(@Nullable Duration by) {}

  private static Optional<Behind> behind(Connection connection, Database.Engine engine)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query(engine))) {
      Duration longest = Duration.ZERO;
      boolean any = false;
      while (rows.next()) {
        any = true;
        double seconds = rows.getDouble(column(engine));
        if (rows.wasNull()) {
          return Optional.of(new Behind(null));
        }
        Duration one = Duration.ofMillis(Math.round(seconds * 1000));
        longest = one.compareTo(longest) > 0 ? one : longest;
      }
      return any ? Optional.of(new Behind(longest)) : Optional.empty();
    }
  }

  private static String query(Database.Engine engine) {
    return switch (engine) {
      case MARIADB -> "show all slaves status";
      case MYSQL -> "show replica status";
      case POSTGRESQL -> POSTGRESQL;
    };
  }

  private static String column(Database.Engine engine) {
    return switch (engine) {
      case MARIADB -> "Seconds_Behind_Master";
      case MYSQL -> "Seconds_Behind_Source";
      case POSTGRESQL -> "behind";
    };
  }

  private static String mend(Database database) {
    return switch (database.engine()) {
      case MARIADB -> "grant slave monitor on *.* to " + database.user() + "@…";
      case MYSQL -> "grant replication client on *.* to " + database.user() + "@…";
      case POSTGRESQL -> "see that server's log";
    };
  }
}
