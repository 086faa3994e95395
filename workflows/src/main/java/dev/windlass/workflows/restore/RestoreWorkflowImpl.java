package dev.windlass.workflows.restore;

import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.restore.RestoreRecordActivities.Close;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import org.jspecify.annotations.Nullable;

/** Looks, secures, loads, swaps; cleans however it ended, and says what the target holds then. */
public final class RestoreWorkflowImpl implements RestoreWorkflow {

  private final RestorePlan plan;
  private final RestoreBoard board;
  private final RestoreCalls calls;
  private final Guidance guidance;
  private final CancellationScope forward;
  private @Nullable String aborted;

  @WorkflowInit
  public RestoreWorkflowImpl(RestoreRequest request) {
    plan = request.plan();
    board = new RestoreBoard(request);
    calls = new RestoreCalls(request);
    guidance = new Guidance(board);
    forward = Workflow.newCancellationScope(this::walk);
  }

  @Override
  public RestoreStatus run(RestoreRequest request) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()));
    detached(() -> board.named(calls.open()));
    TemporalFailure failure = forward();
    detached(this::clean);
    FailureType outcome = failure == null ? null : outcome();
    if (failure != null) {
      detached(this::reopenAnyway);
    }
    String problem = failure == null ? null : problem(failure);
    detached(() -> close(outcome, problem));
    board.ended(word(outcome), problem);
    if (outcome == null || problem == null) {
      return board.status();
    }
    throw Failures.of(outcome, problem);
  }

  private void walk() {
    hold();
    look();
    close();
    decide();
    secure();
    load();
    swap();
    bringCodeBack();
    verify();
    reopen();
  }

  private @Nullable TemporalFailure forward() {
    try {
      forward.run();
      return null;
    } catch (TemporalFailure failure) {
      if (forward.isCancelRequested() && aborted == null) {
        aborted = "cancelled in Temporal";
      }
      return failure;
    }
  }

  private void hold() {
    if (!calls.hold(board.id())) {
      throw Failures.of(
          FailureType.REFUSED,
          "%s is about to be removed, as its retention says; choose another backup"
              .formatted(plan.backup().id()));
    }
  }

  private void look() {
    board.enter(Phase.LOOKING, "at " + plan.target().database().name());
    board.looked(calls.look(board.id()));
  }

  private void close() {
    Emergency emergency = plan.emergency();
    if (emergency != null) {
      board.enter(Phase.CLOSING, "maintenance on");
      calls.change(board.id(), "close", emergency.close());
      board.closed();
    }
  }

  /** The last moment at which nothing is lost. */
  private void decide() {
    Guide guide = guide();
    if (guide != null) {
      guide.findings().forEach(board::remark);
      guidance.ask(
          Phase.DECIDING,
          "is %s, taken at %s, the right one? what was written since will be lost"
              .formatted(plan.backup().id(), plan.backup().takenAt()));
    }
  }

  private @Nullable Guide guide() {
    Emergency emergency = plan.emergency();
    return emergency == null ? null : emergency.guide();
  }

  private void verify() {
    Emergency emergency = plan.emergency();
    Loaded loaded = board.loaded();
    if (emergency != null && emergency.guide() != null && loaded != null) {
      board.remark(
          "data: %d tables with %d rows, equal to the manifest of %s"
              .formatted(loaded.tables(), loaded.rows(), plan.backup().id()));
      board.remark(
          emergency.code() == null ? "code: as it was" : "code: back, and its checks have passed");
      guidance.ask(Phase.VERIFYING, "is the application well behind closed doors?");
    }
  }

  /** The data is in place by now: whatever becomes of the code, that is not taken back. */
  private void bringCodeBack() {
    Emergency emergency = plan.emergency();
    if (emergency != null && emergency.code() != null) {
      board.enter(Phase.RETURNING, "the code that belongs to " + plan.backup().id());
      calls.change(board.id(), "code", emergency.code());
    }
  }

  private void reopen() {
    if (plan.emergency() != null && board.isClosed()) {
      board.enter(Phase.REOPENING, "maintenance off");
      calls.change(board.id(), "open", plan.emergency().open());
      board.opened();
    }
  }

  /** After a failure only where that was wanted and the data is what it was. */
  private void reopenAnyway() {
    Emergency emergency = plan.emergency();
    if (emergency == null
        || emergency.otherwise() != Emergency.Otherwise.OPEN
        || board.left() != Left.UNTOUCHED) {
      return;
    }
    try {
      reopen();
    } catch (TemporalFailure failure) {
      board.remark("maintenance was not taken off: " + Words.of(failure));
    }
  }

  private void secure() {
    if (board.looked().things() == 0 || plan.safety() == null) {
      board.remark(
          plan.safety() == null
              ? "no safety backup, as the plan says"
              : "the target was empty: no safety backup");
      return;
    }
    board.enter(Phase.SECURING, "backup of what is about to be replaced");
    BackupStatus saved = calls.secure(board.id(), plan.safety());
    if (saved.id() != null) {
      board.secured(saved.id());
      saved.remarks().forEach(remark -> board.remark(saved.id() + ": " + remark));
    }
  }

  private void load() {
    board.enter(Phase.LOADING, plan.backup().id());
    if (!plan.target().isSwapped()) {
      board.left(Left.UNKNOWN);
    }
    Loaded loaded = calls.load(board.id(), board.looked());
    board.loaded(loaded);
    if (loaded.written() != null) {
      board.remark(
          "written to by others before it was compared, so not compared: "
              + String.join(", ", loaded.written()));
    }
    if (loaded.withheld() != null) {
      board.remark(
          "owners and rights are not all as in the backup: "
              + String.join("; ", loaded.withheld()));
    }
    if (!plan.target().isSwapped()) {
      board.left(Left.RESTORED);
    }
  }

  private void swap() {
    if (!plan.target().isSwapped()) {
      return;
    }
    board.enter(Phase.SWAPPING, "into " + plan.target().database().name());
    board.left(Left.UNKNOWN);
    // Half way there is no abort: it ends in one state or the other.
    detached(() -> calls.swap(board.id(), board.looked()));
    board.left(Left.RESTORED);
  }

  /** Before anything was looked at there is nothing of ours; what is in doubt is asked then. */
  private void clean() {
    if (board.phase().compareTo(Phase.LOADING) < 0) {
      return;
    }
    try {
      Boolean restored = calls.clean(board.id()).restored();
      if (board.left() == Left.UNKNOWN && restored != null) {
        board.left(restored ? Left.RESTORED : Left.UNTOUCHED);
      }
    } catch (TemporalFailure failure) {
      board.remark("what the restore made was not removed: " + Words.of(failure));
    }
  }

  private void close(@Nullable FailureType outcome, @Nullable String problem) {
    calls.close(
        new Close(
            board.id(),
            word(outcome),
            board.left(),
            board.safety(),
            board.loaded(),
            problem,
            board.status().remarks(),
            NamedTimer.now()));
  }

  private static String word(@Nullable FailureType outcome) {
    return outcome == null ? WireNames.of(Outcome.SUCCEEDED) : outcome.wireName();
  }

  private FailureType outcome() {
    if (aborted != null) {
      return FailureType.ABORTED;
    }
    boolean early = board.phase().compareTo(Phase.LOOKING) <= 0;
    return early ? FailureType.REFUSED : FailureType.FAILED;
  }

  private String problem(TemporalFailure failure) {
    return "%s; %s%s%s"
        .formatted(
            aborted == null ? Words.of(failure) : aborted,
            held(),
            board.safety() == null ? "" : "; what it held before is in " + board.safety(),
            board.isClosed()
                ? "; maintenance is still on: windlass maintenance off " + plan.environment()
                : "");
  }

  private String held() {
    return switch (board.left()) {
      case UNTOUCHED -> "the target is as before";
      case RESTORED -> "the target holds the backup";
      case UNKNOWN -> "what the target holds now is not known: look before anybody writes to it";
    };
  }

  @Override
  public void abort(@Nullable String why) {
    if (aborted == null) {
      aborted = why == null || why.isBlank() ? "aborted" : "aborted: " + why;
      forward.cancel(aborted);
    }
  }

  @Override
  public void goOn(@Nullable String by) {
    guidance.goOn(by);
  }

  @Override
  public RestoreStatus status() {
    return board.status();
  }

  private static void detached(Runnable work) {
    Workflow.newDetachedCancellationScope(work).run();
  }
}
