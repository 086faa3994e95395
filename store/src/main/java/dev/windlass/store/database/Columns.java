package dev.windlass.store.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.windlass.workflows.contract.WindlassJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How values stand in columns: times in UTC to the microsecond, enums by their wire name. */
public final class Columns {

  private Columns() {}

  public static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  public static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  public static String wire(Enum<?> value) {
    return WindlassJson.mapper().convertValue(value, String.class);
  }

  public static <E extends Enum<E>> E wire(Class<E> type, String name) {
    return WindlassJson.mapper().convertValue(name, type);
  }

  public static String json(Object value) {
    try {
      return WindlassJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException(value.getClass() + " has no JSON form", notJson);
    }
  }

  public static <T> T json(Class<T> type, String text) {
    try {
      return WindlassJson.mapper().readValue(text, type);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(
          "a stored row is no " + type.getSimpleName() + ": " + broken.getOriginalMessage(),
          broken);
    }
  }
}
