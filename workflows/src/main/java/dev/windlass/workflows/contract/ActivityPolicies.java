package dev.windlass.workflows.contract;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Options by kind of work, with the reason for each number. */
public final class ActivityPolicies {

  /**
   * A worker that died is noticed after this long, so that a ramp's step stays within 5 s of its
   * deadline when the worker comes back.
   */
  public static final Duration HEARTBEAT = Duration.ofSeconds(4);

  /** How much longer than its limit bounded work may take, with a worker away for a while. */
  private static final Duration BOUND = Duration.ofMinutes(10);

  private static final Duration SOON = Duration.ofMinutes(1);

  /** A minute apart from the work itself; also of a worker that is killed again and again. */
  private static final int FEW_TRIES = 10;

  private static final RetryOptions INFRASTRUCTURE =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(10))
          .build();

  private ActivityPolicies() {}

  /** Short central work (store, ledger): retried for as long as it takes; the store comes back. */
  public static ActivityOptions central(String summary) {
    return builder(null, summary).setStartToCloseTimeout(Duration.ofSeconds(30)).build();
  }

  /**
   * Work on a group of hosts. Each host has its own deadline inside; the activity ends by itself
   * before {@code limit} plus a margin, so a timeout means that the worker is gone.
   */
  public static ActivityOptions hosts(@Nullable String zone, Duration limit, String summary) {
    return builder(zone, summary)
        .setStartToCloseTimeout(limit.plus(Duration.ofMinutes(2)))
        .setHeartbeatTimeout(HEARTBEAT)
        .setCancellationType(ActivityCancellationType.TRY_CANCEL)
        .build();
  }

  /**
   * The same on the way back, bounded: what cannot be undone in time is told to a person instead of
   * being tried for ever.
   */
  public static ActivityOptions undo(@Nullable String zone, Duration limit, String summary) {
    return ActivityOptions.newBuilder(hosts(zone, limit, summary))
        .setScheduleToCloseTimeout(limit.plus(BOUND))
        .build();
  }

  /**
   * Work that is done whole or not at all (a balancer's file, a migration): waits for its end when
   * it is cancelled, so that an undo never races it, and gives up after a while, because traffic or
   * a schema that cannot be reached is an answer too.
   */
  public static ActivityOptions whole(@Nullable String zone, Duration limit, String summary) {
    return ActivityOptions.newBuilder(undo(zone, limit, summary))
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .build();
  }

  /**
   * The same where another way is at hand and somebody waits behind closed doors: given up after a
   * few tries, a minute or two.
   */
  public static ActivityOptions wholeOrElse(@Nullable String zone, Duration limit, String summary) {
    return ActivityOptions.newBuilder(whole(zone, limit, summary))
        .setRetryOptions(
            RetryOptions.newBuilder(INFRASTRUCTURE).setMaximumAttempts(FEW_TRIES).build())
        .build();
  }

  /**
   * A look that somebody waits for who has other news to tell meanwhile: given up soon after its
   * limit, also when no worker comes.
   */
  public static ActivityOptions soon(@Nullable String zone, Duration limit, String summary) {
    return ActivityOptions.newBuilder(hosts(zone, limit, summary))
        .setScheduleToCloseTimeout(limit.plus(SOON))
        .build();
  }

  /** The same of central work. */
  public static ActivityOptions centralSoon(String summary) {
    return ActivityOptions.newBuilder(central(summary)).setScheduleToCloseTimeout(SOON).build();
  }

  /** A window of analysis: beats while it measures; ends at its deadline. */
  public static ActivityOptions analysis(@Nullable String zone, Duration window, String summary) {
    return hosts(zone, window.plus(Duration.ofMinutes(1)), summary);
  }

  /** The same, given up when nobody measures: that is news too. */
  public static ActivityOptions soonAnalysis(
      @Nullable String zone, Duration window, String summary) {
    return soon(zone, window.plus(Duration.ofMinutes(1)), summary);
  }

  private static ActivityOptions.Builder builder(@Nullable String zone, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(TaskQueues.ofZone(zone))
        .setRetryOptions(INFRASTRUCTURE)
        .setSummary(summary);
  }
}
