package dev.windlass.api.plan;

import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.time.Duration;

/** How long a plan takes at least, and what it means to go back. */
public final class PlanVerdict {

  private PlanVerdict() {}

  /** Waiting by plan: every bake and the watch. People, builds and migrations come on top. */
  public static Duration toPromote(DeploymentPlan plan) {
    Duration bakes =
        plan.strategy() instanceof StrategyPlan.Canary canary
            ? canary.ramp().stream().map(RampStep::bake).reduce(Duration.ZERO, Duration::plus)
            : Duration.ZERO;
    return bakes.plus(plan.watch());
  }

  /** Whether and how the way back is open, in one sentence. */
  public static String wayBack(DeploymentPlan plan) {
    if (plan.kind().isMaintenance()) {
      return "no release moves, so there is nothing to take back";
    }
    if (plan.kind() == PlanKind.SETUP) {
      return "nothing goes live, so there is nothing to take back";
    }
    if (plan.kind() == PlanKind.RECOVERY) {
      return "none: this is the way back of runs that were ended from outside";
    }
    if (plan.kind() == PlanKind.ROLLBACK) {
      return "current, reload" + workers(plan) + "; " + schemaOfARollback(plan);
    }
    String code =
        plan.found().live() == null
            ? "first release: undo leaves the hosts without one; "
            : (plan.strategy() instanceof StrategyPlan.Canary ? "weights, " : "")
                + "current, reload"
                + workers(plan)
                + "; ";
    return code
        + switch (plan.migrations()) {
          case null -> "the schema is not touched";
          case Migrations migrations when migrations.undo() == Migrations.Undo.KEEP ->
              "the schema is kept " + SchemaText.verdict(plan.found());
          case Migrations migrations when migrations.undo() == Migrations.Undo.RESTORE ->
              byRestore(plan);
          case Migrations.Scripts _ ->
              "the schema by its down scripts" + SchemaText.undone(plan.found());
          case Migrations _ -> "the schema by its down command";
        };
  }

  /** Only the standard strategy closes before it backs up; what a person has closed shows later. */
  private static String byRestore(DeploymentPlan plan) {
    String how =
        plan.found().live() == null
            ? "the schema is kept: there is nothing to back up yet"
            : plan.strategy() instanceof StrategyPlan.Standard
                ? "the database from the backup before, by itself until somebody can write again; then a person is asked"
                : "the database from the backup before, once a person has agreed to lose what was written since (by itself only if maintenance is on all the time)";
    String stays = staysBeside(plan) ? "; tables that it makes stay" : "";
    return how + stays + SchemaText.undone(plan.found());
  }

  /**
   * PostgreSQL restores into the database itself, and leaves alone what the backup doesn't know.
   */
  private static boolean staysBeside(DeploymentPlan plan) {
    return plan.backup() != null
        && plan.backup().owned().stream()
            .anyMatch(own ->
                own.plan().source() instanceof BackupSource.Data data
                    && data.database().engine() == Database.Engine.POSTGRESQL);
  }

  private static String schemaOfARollback(DeploymentPlan plan) {
    if (plan.migrations() instanceof Migrations.Command command) {
      return "the schema up again by " + CommandLimits.without(command.up());
    }
    String why = plan.release() instanceof ReleaseSource.Existing old ? old.schemaKept() : null;
    return "the schema stays as it is now, either way" + (why == null ? "" : ": " + why);
  }

  private static String workers(DeploymentPlan plan) {
    return plan.queueWorkers().isEmpty() ? "" : ", workers";
  }
}
