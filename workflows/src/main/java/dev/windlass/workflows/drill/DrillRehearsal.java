package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DrillActivities.RehearseScratch;
import dev.windlass.workflows.drill.DrillActivities.Rehearsed;
import dev.windlass.workflows.drill.DrillCalls.Subject;
import dev.windlass.workflows.drill.DrillWorkflow.Phase;
import dev.windlass.workflows.drill.DrillWorkflow.Rehearse;
import dev.windlass.workflows.plan.Migrations;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;

/** The migrations of a release on a database that was restored and proved. */
final class DrillRehearsal {

  static final String CHECK = "rehearsal";

  private final DrillPlan plan;
  private final DrillBoard board;
  private final DrillCalls calls;

  DrillRehearsal(DrillPlan plan, DrillBoard board, DrillCalls calls) {
    this.plan = plan;
    this.board = board;
    this.calls = calls;
  }

  void of(Rehearse wanted, Subject subject) {
    if (board.verdict() != Verdict.PASS) {
      board.found(DrillFinding.noData(CHECK, "not begun: the backup did not pass"));
      return;
    }
    switch (wanted.migrations()) {
      case Migrations.Command command ->
          board.found(
              DrillFinding.noData(
                  CHECK,
                  "not possible: %s runs in a release on a host, not from the Windlass worker"
                      .formatted(command.up().line())));
      case Migrations.Scripts scripts when isWhole() -> run(wanted, scripts, subject);
      case Migrations.Scripts _ ->
          board.found(
              DrillFinding.noData(CHECK, "not possible: the backup has only some of the tables"));
    }
  }

  private boolean isWhole() {
    return plan.backup().source() instanceof BackupSource.Data data && data.tables().isEmpty();
  }

  private void run(Rehearse wanted, Migrations.Scripts scripts, Subject subject) {
    board.enter(Phase.REHEARSING, "the migrations of " + wanted.artifact().revision());
    try {
      Rehearsed done =
          calls.rehearse(
              new RehearseScratch(
                  plan, subject.database(), board.opened().id(), wanted.artifact(), scripts));
      board.rehearsed(done.outcome());
      board.found(done.finding());
    } catch (CanceledFailure abort) {
      throw abort;
    } catch (TemporalFailure failure) {
      if (CancellationScope.current().isCancelRequested()) {
        throw failure;
      }
      board.found(DrillFinding.error(CHECK, DrillReason.REHEARSAL, Words.of(failure)));
    }
  }
}
