package dev.windlass.activities.drill;

import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DataQuestion;
import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillReason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks what the owners of the data want to know. */
final class Questions {

  /** A number above it is of milliseconds. */
  private static final long SECONDS_OF_FAR_FUTURE = 100_000_000_000L;

  private final DrillPlan plan;
  private final Manifest manifest;
  private final Connection connection;

  Questions(DrillPlan plan, Manifest manifest, Connection connection) {
    this.plan = plan;
    this.manifest = manifest;
    this.connection = connection;
  }

  DrillFinding ask(DataQuestion question) throws SQLException {
    connection.setAutoCommit(false);
    try {
      return switch (question) {
        case DataQuestion.Newest newest -> newest(newest);
        case DataQuestion.Answer answer -> answer(answer);
      };
    } finally {
      connection.rollback();
    }
  }

  private DrillFinding answer(DataQuestion.Answer question) throws SQLException {
    String found;
    try (var statement = connection.createStatement()) {
      statement.setQueryTimeout((int) Math.max(1, plan.limit().toSeconds()));
      try (ResultSet rows = statement.executeQuery(question.sql())) {
        found = rows.next() ? String.valueOf(rows.getString(1)) : "no row";
      }
    }
    return found.equals(question.expected())
        ? DrillFinding.pass(question.name(), found)
        : DrillFinding.fail(
            question.name(),
            DrillReason.ANSWER,
            "found %s, expected %s".formatted(found, question.expected()));
  }

  private DrillFinding newest(DataQuestion.Newest question) throws SQLException {
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    if (engine instanceof MariaDbScratch) {
      Sql.run(connection, "set time_zone = '+00:00'");
    }
    String table =
        Arrays.stream(question.table().split("\\.", -1))
            .map(engine::quoted)
            .collect(Collectors.joining("."));
    String query = "select max(%s) from %s".formatted(engine.quoted(question.column()), table);
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      Instant newest = moment(row);
      if (newest == null) {
        return DrillFinding.fail(question.name(), DrillReason.STALE, "there is no record at all");
      }
      Duration age = Duration.between(newest, manifest.started());
      String detail =
          "%s, %s before the backup, expected %s at most"
              .formatted(newest, Words.of(age), Words.of(question.within()));
      return age.compareTo(question.within()) > 0
          ? DrillFinding.fail(question.name(), DrillReason.STALE, detail)
          : DrillFinding.pass(question.name(), detail);
    } catch (DateTimeException e) {
      return DrillFinding.error(
          question.name(),
          DrillReason.UNMEASURED,
          "%s is no time: %s".formatted(question.column(), e.getMessage()));
    }
  }

  /** What has no zone is read in that of the backups. */
  private @Nullable Instant moment(ResultSet row) throws SQLException {
    String type = row.getMetaData().getColumnTypeName(1);
    String text = row.getString(1);
    if (text == null) {
      return null;
    }
    ZoneId zone = ZoneId.of(plan.backup().zone());
    return switch (type) {
      case "timestamptz" -> row.getObject(1, OffsetDateTime.class).toInstant();
      // MariaDB's, in the zone of the session.
      case "TIMESTAMP" -> row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
      case "DATETIME", "timestamp" ->
          row.getObject(1, LocalDateTime.class).atZone(zone).toInstant();
      case "DATE", "date" -> LocalDate.parse(text).atStartOfDay(zone).toInstant();
      default -> text.matches("[0-9]+(\\.[0-9]+)?") ? epoch(text) : parsed(text, zone);
    };
  }

  private static Instant epoch(String text) {
    long number = Long.parseLong(text.replaceFirst("\\..*", ""));
    return number > SECONDS_OF_FAR_FUTURE
        ? Instant.ofEpochMilli(number)
        : Instant.ofEpochSecond(number);
  }

  private static Instant parsed(String text, ZoneId zone) {
    String iso = text.strip().replaceFirst(" ", "T");
    return iso.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(zone).toInstant();
  }
}
