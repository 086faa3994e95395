package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.RescanActivities.Scanned;
import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.Outcome;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one store after the other; one that cannot be read does not keep the others. */
public final class RescanWorkflowImpl implements RescanWorkflow {

  private final BackupPlan plan;
  private final RescanCalls calls;
  private final List<StoreFindings> found = new ArrayList<>();
  private @Nullable String reading;

  @WorkflowInit
  public RescanWorkflowImpl(RescanRequest request) {
    plan = request.plan();
    calls = new RescanCalls(request);
  }

  @Override
  public RescanStatus run(RescanRequest request) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()));
    for (StorePlace store : plan.stores()) {
      enter(store.address());
      found.add(read(store));
    }
    enter(null);
    boolean allRead = found.stream().allMatch(one -> one.problem() == null);
    ended(allRead ? WireNames.of(Outcome.SUCCEEDED) : FailureType.FAILED.wireName());
    requireAllRead();
    return status();
  }

  private static void ended(String outcome) {
    if (Workflow.getVersion(ChangeIds.RESCAN_SAYS_ITS_OUTCOME, Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION) {
      SearchAttributes.show("ended", outcome);
    }
  }

  private StoreFindings read(StorePlace store) {
    StoreTally tally = new StoreTally(store.address());
    try {
      tally.claimedBefore(calls.claimed(store));
      String after = "";
      while (after != null) {
        Scanned page = calls.scan(store, after);
        tally.page(page, calls.enter(store, page.whole()));
        after = page.next();
      }
      tally.claimedAfter(calls.claimed(store));
    } catch (TemporalFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      tally.problem(Words.of(failure));
    }
    return tally.findings();
  }

  private void requireAllRead() {
    for (StoreFindings one : found) {
      if (one.problem() != null) {
        throw Failures.of(
            FailureType.FAILED,
            "%s was not read to its end: %s".formatted(one.store(), one.problem()));
      }
    }
  }

  private void enter(@Nullable String store) {
    reading = store;
    StringBuilder text =
        new StringBuilder(
            "## %s %s · rescan of its backups\n\n%s\n"
                .formatted(
                    plan.application(),
                    plan.environment(),
                    store == null ? "ended" : "reading " + store));
    for (StoreFindings one : found) {
      text.append(
          "\n- %s: %d whole, %d of them entered, %d oddities"
              .formatted(one.store(), one.whole(), one.entered().size(), one.odd().size()));
    }
    Workflow.setCurrentDetails(text.toString());
  }

  @Override
  public RescanStatus status() {
    return new RescanStatus(reading, found);
  }
}
