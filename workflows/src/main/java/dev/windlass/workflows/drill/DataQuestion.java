package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** What the owners of the data ask of a restored copy. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DataQuestion.Newest.class, name = "newest"),
  @JsonSubTypes.Type(value = DataQuestion.Answer.class, name = "answer")
})
public sealed interface DataQuestion {

  /** For people, and unique within a drill. */
  String name();

  /**
   * Whether the newest record was young when the backup was taken.
   *
   * @param column of a time, or a text that begins with one
   * @param within longest age at the time of the backup
   */
  record Newest(String table, String column, Duration within) implements DataQuestion {
    @Override
    public String name() {
      return "newest " + table + "." + column;
    }
  }

  /**
   * Whether a query answers what it must.
   *
   * @param sql that answers one row with one column
   * @param expected as text
   */
  record Answer(String name, String sql, String expected) implements DataQuestion {}
}
