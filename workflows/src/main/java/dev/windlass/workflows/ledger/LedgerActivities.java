package dev.windlass.workflows.ledger;

import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.plan.PlanKind;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** History, for people and reports. The truth about a running deployment is its workflow. */
@ActivityInterface
public interface LedgerActivities {

  /** Allocates the number, the fence, under the lock. The same deployment always gets the same. */
  @ActivityMethod(name = "OpenDeployment")
  Opened open(Open request);

  /** Writes entries, keyed (deployment, sequence): writing twice changes nothing. */
  @ActivityMethod(name = "RecordEntries")
  void record(Entries request);

  /** Writes the end; marks releases good or bad; a second time changes nothing. */
  @ActivityMethod(name = "CloseDeployment")
  void close(Close request);

  record Open(
      String deployment,
      String application,
      String environment,
      PlanKind kind,
      String planHash,
      String revision,
      String startedBy,
      Instant startedAt) {}

  /**
   * @param live the release that the ledger holds to be live, or null
   * @param dirty a run ended without being undone; a person has to look first
   * @param unclosed earlier runs that were ended from outside, oldest first; null before they were
   *     looked at
   */
  record Opened(
      long number, @Nullable String live, boolean dirty, @Nullable List<Unclosed> unclosed) {
    public Opened {
      unclosed = unclosed == null ? null : List.copyOf(unclosed);
    }

    public Opened(long number, @Nullable String live, boolean dirty) {
      this(number, live, dirty, null);
    }
  }

  /** A run that the ledger has no end of, although another holds its lock. */
  record Unclosed(String deployment, long number) {}

  record Entries(String deployment, List<TimelineEntry> entries) {
    public Entries {
      entries = List.copyOf(entries);
    }
  }

  /**
   * @param release id of the release this deployment was about
   * @param live id of the release that is live now, or null
   * @param markedBad id of the release that must not be a rollback's target, or null
   * @param status the last answer of the query, kept for those who look later
   */
  record Close(
      String deployment,
      Outcome outcome,
      String reason,
      String release,
      @Nullable String live,
      @Nullable String markedBad,
      Instant endedAt,
      @Nullable DeploymentStatus status) {}
}
