package dev.windlass.activities.migration;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.plan.Migrations.Verify;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Asks a migrated schema what the file expects of it. */
final class Verified {

  private Verified() {}

  /** Fails with {@code migrationFailed} at the first answer that is another one. */
  static void require(Connection connection, List<Verify> declared) {
    for (Verify verify : declared) {
      String answer = answer(connection, verify.sql());
      if (!answer.equals(verify.expected())) {
        throw Failures.of(
            FailureType.MIGRATION_FAILED,
            "the scripts have been applied, but %s answers %s, expected %s"
                .formatted(verify.sql(), answer, verify.expected()));
      }
    }
  }

  private static String answer(Connection connection, String sql) {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Objects.requireNonNullElse(rows.getString(1), "NULL") : "no row";
    } catch (SQLException e) {
      return "with an error (" + e.getMessage() + ")";
    }
  }
}
