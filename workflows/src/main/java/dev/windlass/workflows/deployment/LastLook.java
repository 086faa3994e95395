package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.SchemaCheck;
import dev.windlass.workflows.migration.SchemaObjections;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Migrations;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks once more, directly before the schema changes, what a gate or a backup may have made old:
 * waivers, and the drill or the backup that the file asks for.
 */
final class LastLook {

  private final Run run;

  LastLook(Run run) {
    this.run = run;
  }

  /**
   * @throws Stop when something stands against it now; the schema is as it was
   */
  void at(Migrations migrations) {
    Reading reading = run.board.status().schema();
    if (reading == null || !growsOld(migrations, reading) || !isAsked()) {
      return;
    }
    List<Problem> problems = new ArrayList<>(SchemaObjections.expired(reading, NamedTimer.now()));
    problems.addAll(
        new SchemaCheck(
                run.plan.application(),
                run.plan.environment(),
                migrations.guard(),
                run.formerLive())
            .problems(reading));
    if (!problems.isEmpty()) {
      run.board.problems(problems);
      throw Stop.undo(
          new Reason(
              Reason.Code.MIGRATION_REFUSED,
              null,
              "it was as the file asks when the deployment began: " + problems.getFirst().what()));
    }
  }

  private static boolean growsOld(Migrations migrations, Reading reading) {
    Migrations.Guard guard = migrations.guard();
    return (guard != null && (guard.drill() != null || guard.backup() != null))
        || reading.findings().stream().anyMatch(finding -> finding.waiver() != null);
  }

  private static boolean isAsked() {
    return Workflow.getVersion(ChangeIds.LOOK_AGAIN_AT_THE_SCHEMA, Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION;
  }
}
