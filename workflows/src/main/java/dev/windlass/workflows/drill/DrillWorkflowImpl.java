package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupPlan;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks the course, cleans up however it ended, and tells the ledger. */
public final class DrillWorkflowImpl implements DrillWorkflow {

  private final BackupPlan backup;
  private final DrillBoard board;
  private final DrillCalls calls;
  private final DrillCourse course;
  private final CancellationScope forward;
  private boolean walked;
  private @Nullable String aborted;

  @WorkflowInit
  public DrillWorkflowImpl(DrillRequest request) {
    backup = request.plan().backup();
    board = new DrillBoard(request);
    calls = new DrillCalls(request.plan(), request.startedBy());
    course = new DrillCourse(request, board, calls);
    forward = Workflow.newCancellationScope(course::walk);
  }

  @Override
  public DrillReport run(DrillRequest request) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(backup.application()),
        SearchAttributes.ENVIRONMENT.valueSet(backup.environment()));
    detached(() -> board.opened(calls.open()));
    forward();
    detached(course::clean);
    DrillReport report = board.report();
    detached(() -> calls.close(report, aborted != null));
    String how = how(report);
    FailureType failure = failure(report.verdict());
    board.ended(failure == null ? WireNames.of(Outcome.SUCCEEDED) : failure.wireName(), how);
    if (failure == null) {
      return report;
    }
    throw Failures.of(failure, how);
  }

  /** What keeps a drill from its end is a finding too. */
  private void forward() {
    try {
      forward.run();
    } catch (TemporalFailure failure) {
      if (forward.isCancelRequested()) {
        aborted = aborted == null ? "cancelled in Temporal" : aborted;
        board.remark(aborted);
      }
      board.found(
          DrillFinding.error(
              "drill", DrillReason.UNMEASURED, aborted == null ? Words.of(failure) : aborted));
      walked = true;
      return;
    }
    walked = true;
    if (aborted != null && isTooLate(aborted)) {
      aborted = null;
    }
  }

  /** Whether all was found before somebody could end it: what was found stands then. */
  private boolean isTooLate(String abort) {
    boolean late =
        walked
            && Workflow.getVersion(ChangeIds.NO_LATE_ABORT, Workflow.DEFAULT_VERSION, 1)
                > Workflow.DEFAULT_VERSION;
    if (late) {
      board.remark(abort + "; that was too late: all was found by then");
    }
    return late;
  }

  private @Nullable FailureType failure(Verdict verdict) {
    if (aborted != null) {
      return FailureType.ABORTED;
    }
    if (verdict == Verdict.PASS) {
      return null;
    }
    return course.isRefused() ? FailureType.REFUSED : FailureType.FAILED;
  }

  private String how(DrillReport report) {
    if (aborted != null) {
      return aborted;
    }
    if (report.verdict() == Verdict.PASS) {
      return report.backup() + " is proved";
    }
    return report.findings().stream()
        .filter(finding -> finding.reason() != null)
        .map(finding -> finding.check() + ": " + finding.detail())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void abort(@Nullable String why) {
    String abort = why == null || why.isBlank() ? "aborted" : "aborted: " + why;
    if (aborted == null && !isTooLate(abort)) {
      aborted = abort;
      forward.cancel(abort);
    }
  }

  @Override
  public DrillStatus status() {
    return board.status();
  }

  private static void detached(Runnable work) {
    Workflow.newDetachedCancellationScope(work).run();
  }
}
