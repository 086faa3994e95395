package dev.windlass.workflows.backup;

import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.Outcome;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes, copies, prunes; on an abort or a failure it leaves nothing half done in a store. */
public final class BackupWorkflowImpl implements BackupWorkflow {

  private final Occasion occasion;
  private BackupPlan plan;
  private final BackupBoard board;
  private final BackupCalls calls;
  private final CancellationScope forward;
  private @Nullable String aborted;

  @WorkflowInit
  public BackupWorkflowImpl(BackupRequest request) {
    plan = request.plan();
    occasion = request.occasion();
    board = new BackupBoard(request);
    calls = new BackupCalls(request);
    forward = Workflow.newCancellationScope(this::walk);
  }

  @Override
  public BackupStatus run(BackupRequest request) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()));
    detached(() -> board.named(calls.open()));
    TemporalFailure failure = forward();
    detached(() -> calls.close(board.id(), failure == null ? null : why(failure)));
    FailureType outcome = aborted == null ? FailureType.FAILED : FailureType.ABORTED;
    if (failure == null) {
      board.ended(WireNames.of(Outcome.SUCCEEDED), null);
      return board.status();
    }
    board.ended(outcome.wireName(), why(failure));
    throw Failures.of(outcome, why(failure));
  }

  private void walk() {
    take();
    copy();
    prune();
  }

  private @Nullable TemporalFailure forward() {
    try {
      forward.run();
      return null;
    } catch (TemporalFailure failure) {
      if (forward.isCancelRequested() && aborted == null) {
        aborted =
            Workflow.getInfo()
                .getParentWorkflowId()
                .map(parent -> "aborted with " + parent)
                .orElse("cancelled in Temporal");
      }
      return failure;
    }
  }

  /** To the first store; where one will do, to the first that takes it. */
  private void take() {
    for (List<StorePlace> left = plan.stores(); ; left = left.subList(1, left.size())) {
      plan = plan.to(left);
      try {
        takeToFirst();
        return;
      } catch (CanceledFailure abort) {
        throw abort;
      } catch (TemporalFailure failure) {
        requireNotAborted(failure);
        if (left.size() == 1 || !oneStoreWillDo()) {
          throw failure;
        }
        board.remark("not taken to " + left.getFirst() + ": " + Words.of(failure));
      }
    }
  }

  /** Who restores waits for it, and needs one copy to go back to. */
  private boolean oneStoreWillDo() {
    return occasion == Occasion.SAFETY
        && Workflow.getVersion(ChangeIds.SAFE_IN_ONE_STORE, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
  }

  private void takeToFirst() {
    StorePlace store = plan.stores().getFirst();
    board.enter(Phase.TAKING, "to " + store);
    Taken taken = orDiscard(store, () -> calls.take(board.id(), plan));
    calls.stored(board.id(), store.address(), taken);
    board.stored(store.address(), taken);
    taken.passedOver().forEach(one -> board.remark("not kept as it was: " + one));
  }

  /** One store that cannot be reached does not keep the others from their copy. */
  private void copy() {
    TemporalFailure first = null;
    for (StorePlace store : plan.stores().subList(1, plan.stores().size())) {
      board.enter(Phase.COPYING, "to " + store);
      try {
        Taken taken = board.taken();
        orDiscard(
            store,
            () -> {
              calls.copy(board.id(), plan, store, taken.manifest());
              return taken;
            });
        calls.stored(board.id(), store.address(), taken);
        board.stored(store.address(), taken);
      } catch (CanceledFailure abort) {
        throw abort;
      } catch (TemporalFailure failure) {
        requireNotAborted(failure);
        board.remark("not copied to " + store + ": " + Words.of(failure));
        first = first == null ? failure : first;
      }
    }
    if (first != null && !oneStoreWillDo()) {
      throw first;
    }
  }

  private void prune() {
    if (plan.keep() == null) {
      return;
    }
    board.enter(Phase.PRUNING, "what need not be kept");
    try {
      new Pruning(plan.stores(), calls, board).prune(plan.keep(), ZoneId.of(plan.zone()));
    } catch (CanceledFailure abort) {
      throw abort;
    } catch (TemporalFailure failure) {
      requireNotAborted(failure);
      board.remark("older backups are not pruned: " + Words.of(failure));
    }
  }

  private void requireNotAborted(TemporalFailure failure) {
    if (forward.isCancelRequested()) {
      throw failure;
    }
  }

  private Taken orDiscard(StorePlace store, Supplier<Taken> act) {
    try {
      return act.get();
    } catch (TemporalFailure failure) {
      detached(() -> discard(store));
      throw failure;
    }
  }

  private void discard(StorePlace store) {
    try {
      calls.discard(board.id(), store);
    } catch (TemporalFailure failure) {
      board.remark("what is left in " + store + " was not removed: " + Words.of(failure));
    }
  }

  private String why(TemporalFailure failure) {
    return aborted == null ? Words.of(failure) : aborted;
  }

  @Override
  public void abort(@Nullable String why) {
    if (aborted == null) {
      aborted = why == null || why.isBlank() ? "aborted" : "aborted: " + why;
      forward.cancel(aborted);
    }
  }

  @Override
  public BackupStatus status() {
    return board.status();
  }

  private static void detached(Runnable work) {
    Workflow.newDetachedCancellationScope(work).run();
  }
}
