package dev.windlass.api.plan;

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
          case Migrations.Scripts _ ->
              "the schema by its down scripts" + SchemaText.undone(plan.found());
          case Migrations _ -> "the schema by its down command";
        };
  }

  private static String schemaOfARollback(DeploymentPlan plan) {
    if (plan.migrations() instanceof Migrations.Command command) {
      return "the schema up again by " + command.up().line();
    }
    String why = plan.release() instanceof ReleaseSource.Existing old ? old.schemaKept() : null;
    return "the schema stays as it is now, either way" + (why == null ? "" : ": " + why);
  }

  private static String workers(DeploymentPlan plan) {
    return plan.queueWorkers().isEmpty() ? "" : ", workers";
  }
}
