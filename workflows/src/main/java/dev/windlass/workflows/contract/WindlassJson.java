package dev.windlass.workflows.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON as it stands in histories and in the database: unknown fields are ignored, so that a worker
 * of yesterday reads what one of tomorrow wrote; times and durations are ISO 8601.
 */
public final class WindlassJson {

  private static final ObjectMapper PLAIN = builder().build();
  private static final ObjectMapper CANONICAL =
      builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private WindlassJson() {}

  /** For payloads and stored rows. */
  public static ObjectMapper mapper() {
    return PLAIN;
  }

  /** For hashes: the same value always gives the same text. */
  public static ObjectMapper canonical() {
    return CANONICAL;
  }

  private static JsonMapper.Builder builder() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
  }
}
