package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DrillActivities.Checked;
import dev.windlass.workflows.drill.DrillActivities.Condition;
import dev.windlass.workflows.drill.DrillActivities.Proved;
import dev.windlass.workflows.drill.DrillActivities.Restored;
import dev.windlass.workflows.drill.DrillCalls.Subject;
import dev.windlass.workflows.drill.DrillReport.Timings;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.Phase;
import dev.windlass.workflows.drill.DrillWorkflow.Rehearse;
import dev.windlass.workflows.fleet.Problem;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way of one drill. What is wrong with a backup ends it early and is told by the board. */
final class DrillCourse {

  private final DrillRequest request;
  private final DrillPlan plan;
  private final DrillBoard board;
  private final DrillCalls calls;
  private @Nullable String written;

  DrillCourse(DrillRequest request, DrillBoard board, DrillCalls calls) {
    this.request = request;
    this.plan = request.plan();
    this.board = board;
    this.calls = calls;
  }

  /** Whether it ended before anything was written anywhere. */
  boolean isRefused() {
    return written == null;
  }

  void walk() {
    Subject subject = choose();
    if (subject == null || !prove()) {
      return;
    }
    restore(subject);
    Rehearse rehearse = request.rehearse();
    if (rehearse != null) {
      new DrillRehearsal(plan, board, calls).of(rehearse, subject);
    }
    // Of a drill that failed already, a control would prove nothing more; of a migrated database
    // it would prove nothing of the backup.
    if (rehearse == null && board.verdict() == Verdict.PASS && isControlDue()) {
      control(subject);
    }
  }

  private @Nullable Subject choose() {
    board.enter(Phase.CHOOSING, "a backup in " + plan.offsite());
    List<Row> rows = new ArrayList<>(calls.backups());
    new BackupPick(request, rows).dataAge(board.startedAt()).ifPresent(board::aged);
    while (true) {
      BackupPick pick = new BackupPick(request, rows);
      Optional<Row> picked = pick.pick(DrillCourse::random);
      if (picked.isEmpty()) {
        board.found(DrillFinding.error("backup", DrillReason.NO_BACKUP, pick.nothing()));
        return null;
      }
      Row row = picked.get();
      Taken taken = calls.hold(row.id());
      if (taken != null) {
        board.chose(row);
        return new Subject(row.id(), taken.manifest(), board.opened().scratch());
      }
      // It is about to go: retention was faster.
      rows.remove(row);
    }
  }

  private static int random(int below) {
    return Math.floorMod(Workflow.randomUUID().hashCode(), below);
  }

  private boolean prove() {
    board.enter(
        Phase.PROVING, "that %s is not production".formatted(plan.scratch().server().host()));
    Proved proved = calls.prove();
    for (Problem problem : proved.problems()) {
      String mend = problem.mend() == null ? "" : "; " + problem.mend();
      board.found(
          DrillFinding.error(
              "scratch server",
              DrillReason.NOT_SCRATCH,
              problem.where() + ": " + problem.what() + mend));
    }
    if (!proved.problems().isEmpty()) {
      return false;
    }
    board.found(
        DrillFinding.pass(
            "scratch server",
            "not one of %d declared databases' servers".formatted(plan.production().size())));
    sweep(proved.databases());
    return true;
  }

  /** What earlier drills left, whose run was ended before it could clean up. */
  private void sweep(List<String> databases) {
    if (databases.isEmpty()) {
      return;
    }
    for (String database : calls.forsaken(databases)) {
      String problem = drop(database);
      board.remark(
          problem == null
              ? "dropped " + database + ", which an earlier drill had left"
              : "%s, which an earlier drill had left, is still there: %s"
                  .formatted(database, problem));
    }
  }

  private void restore(Subject subject) {
    written = subject.database();
    board.wrote(subject.database());
    board.enter(Phase.RESTORING, "%s from %s".formatted(subject.backup(), plan.offsite()));
    Restored restored = calls.restore(subject, Condition.AS_STORED);
    DrillFinding problem = restored.problem();
    board.found(
        problem == null
            ? DrillFinding.pass("restore", "every digest is right, and the engine took all of it")
            : problem);
    if (problem == null) {
      check(subject, restored);
    }
  }

  private void check(Subject subject, Restored restored) {
    board.enter(Phase.CHECKING, subject.database());
    Checked checked = calls.check(subject);
    board.took(new Timings(restored.fetch(), restored.restore(), checked.took(), restored.bytes()));
    board.found(checked.findings());
    board.judge();
  }

  private boolean isControlDue() {
    return request.control()
        || (plan.control() > 0 && board.opened().sinceControl() + 1 >= plan.control());
  }

  private void control(Subject subject) {
    board.enter(Phase.CONTROLLING, "whether damage is found");
    board.controlled();
    String table = calls.spoil(subject.database());
    if (table != null) {
      board.found(DrillDecider.ofSpoilt(table, calls.check(subject).findings()));
    }
    board.found(DrillDecider.ofFlipped(calls.restore(subject, Condition.FLIPPED).problem()));
  }

  /** In a scope that nobody cancels; a scratch database that stays is a finding. */
  void clean() {
    if (written == null) {
      return;
    }
    board.enter(Phase.CLEANING, written);
    String problem = drop(written);
    if (problem != null) {
      board.found(
          DrillFinding.error(
              "cleaning",
              DrillReason.LEFT_BEHIND,
              "%s is still there: %s; the next drill drops it".formatted(written, problem)));
    }
  }

  private @Nullable String drop(String database) {
    try {
      calls.drop(database);
      return null;
    } catch (CanceledFailure abort) {
      throw abort;
    } catch (TemporalFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      return Words.of(failure);
    }
  }
}
