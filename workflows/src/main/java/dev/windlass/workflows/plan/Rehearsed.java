package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;

/** Whether a drill has run the pending migrations of this very artifact on a restored backup. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Rehearsed.Never.class, name = "never"),
  @JsonSubTypes.Type(value = Rehearsed.Done.class, name = "done")
})
public sealed interface Rehearsed {

  /** None has, although the file declares drills. */
  record Never() implements Rehearsed {}

  /**
   * The newest that has.
   *
   * @param drill its id
   * @param backup on which it was
   * @param at when it ended
   * @param ran whether all scripts ran
   * @param told what it took, or why they do not run; one line
   */
  record Done(String drill, String backup, Instant at, boolean ran, String told)
      implements Rehearsed {}
}
