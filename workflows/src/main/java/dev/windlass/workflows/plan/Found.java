package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.safety.Reading;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the inspection saw when the plan was made.
 *
 * @param live id of the live release, or null on empty hosts
 * @param liveRevision its revision, or null
 * @param pending migrations not yet applied, in order, as far as they can be known before the build
 * @param remarks what speaks against no plan and should be known; null where there is nothing
 * @param reading what the pending scripts would do, with the rollback verdict; null where nothing
 *     was read
 * @param rehearsed whether those scripts have run on a restored backup; null where nobody could say
 */
public record Found(
    @Nullable String live,
    @Nullable String liveRevision,
    List<String> pending,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Problem> remarks,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reading reading,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Rehearsed rehearsed) {

  public Found {
    pending = List.copyOf(pending);
    remarks = remarks == null ? null : List.copyOf(remarks);
  }

  /** Without a rehearsal. */
  public Found(
      @Nullable String live,
      @Nullable String liveRevision,
      List<String> pending,
      @Nullable List<Problem> remarks,
      @Nullable Reading reading) {
    this(live, liveRevision, pending, remarks, reading, null);
  }

  /** Without a reading. */
  public Found(
      @Nullable String live,
      @Nullable String liveRevision,
      List<String> pending,
      @Nullable List<Problem> remarks) {
    this(live, liveRevision, pending, remarks, null, null);
  }

  /** Without remarks. */
  public Found(@Nullable String live, @Nullable String liveRevision, List<String> pending) {
    this(live, liveRevision, pending, null, null, null);
  }

  /** The same with what is known of a rehearsal. */
  public Found with(@Nullable Rehearsed known) {
    return new Found(live, liveRevision, pending, remarks, reading, known);
  }

  /** The same with what is known of its migrations. */
  public Found with(Reading known) {
    return new Found(live, liveRevision, pending, remarks, known, rehearsed);
  }

  public static Found nothing() {
    return new Found(null, null, List.of());
  }
}
