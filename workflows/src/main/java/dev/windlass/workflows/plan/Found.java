package dev.windlass.workflows.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the inspection saw when the plan was made.
 *
 * @param live id of the live release, or null on empty hosts
 * @param liveRevision its revision, or null
 * @param pending migrations not yet applied, in order, as far as they can be known before the build
 */
public record Found(@Nullable String live, @Nullable String liveRevision, List<String> pending) {

  public Found {
    pending = List.copyOf(pending);
  }

  public static Found nothing() {
    return new Found(null, null, List.of());
  }
}
