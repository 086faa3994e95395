package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.ledger.LedgerActivities.Close;
import dev.windlass.workflows.ledger.LedgerActivities.Entries;
import dev.windlass.workflows.ledger.LedgerActivities.Open;
import dev.windlass.workflows.ledger.LedgerActivities.Opened;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the history. Nothing waits for it but the beginning and the very end. */
final class Ledger {

  private final DeploymentRequest request;
  private final StatusBoard board;
  private final List<Promise<Void>> writing = new ArrayList<>();
  private int written;

  Ledger(DeploymentRequest request, StatusBoard board) {
    this.request = request;
    this.board = board;
  }

  /** Takes the number. */
  Opened open() {
    DeploymentPlan plan = request.plan();
    return calls("open")
        .open(
            new Open(
                request.deployment(),
                plan.application(),
                plan.environment(),
                plan.kind(),
                request.planHash(),
                plan.release().revision(),
                request.startedBy(),
                NamedTimer.now()));
  }

  /** The release id of a new release derives from the number. */
  Change change(long number) {
    DeploymentPlan plan = request.plan();
    String release =
        switch (plan.release()) {
          case ReleaseSource.Artifact artifact ->
              DateTimeFormatter.BASIC_ISO_DATE.format(
                      request.requestedAt().atOffset(ZoneOffset.UTC).toLocalDate())
                  + "-"
                  + number;
          case ReleaseSource.Existing existing -> existing.release();
          case ReleaseSource.Recovered recovered -> recovered.release();
          case ReleaseSource.Nothing nothing -> "";
        };
    return new Change(
        request.deployment(),
        number,
        plan.application(),
        plan.environment(),
        release,
        plan.release().revision());
  }

  /** Sends what is new, and does not wait. */
  void flush() {
    List<TimelineEntry> entries = board.entriesFrom(written);
    if (!entries.isEmpty()) {
      written += entries.size();
      LedgerActivities calls = calls("record");
      Entries batch = new Entries(request.deployment(), entries);
      Workflow.newDetachedCancellationScope(
              () -> writing.add(Async.procedure(calls::record, batch)))
          .run();
    }
  }

  /** Waits for the store, once everything else is over. */
  void close(
      Outcome outcome, @Nullable Reason reason, @Nullable String live, @Nullable String bad) {
    flush();
    writing.forEach(this::awaitWritten);
    calls("close")
        .close(
            new Close(
                request.deployment(),
                outcome,
                reason == null ? "" : reason.sentence(),
                board.status().release(),
                live,
                bad,
                NamedTimer.now(),
                board.status()));
  }

  /**
   * Writes the end that a run could not write itself.
   *
   * @param release that it made, or empty
   * @param live what is live now, or null
   */
  void closeLeft(ReleaseSource.Left left, String release, @Nullable String live) {
    boolean discarded = !release.isEmpty() && !release.equals(live);
    calls("close " + left.number())
        .close(
            new Close(
                left.deployment(),
                Outcome.FAILED,
                "terminated in Temporal; cleared away by deployment " + board.status().number(),
                release,
                live,
                discarded ? release : null,
                NamedTimer.now(),
                null));
  }

  private void awaitWritten(Promise<Void> batch) {
    try {
      batch.get();
    } catch (ActivityFailure lost) {
      Workflow.getLogger(Ledger.class).warn("entries were refused by the store", lost);
    }
  }

  private static LedgerActivities calls(String what) {
    return Workflow.newActivityStub(
        LedgerActivities.class, ActivityPolicies.central("ledger: " + what));
  }
}
