package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.traffic.TrafficCalls;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the parts of one run share. */
final class Run {

  final DeploymentRequest request;
  final DeploymentPlan plan;
  final StatusBoard board;
  final Gates gates;
  final Attention attention;
  final UndoLog undo = new UndoLog();
  final Silence silence = new Silence();
  final Operations operations = new Operations();
  final TrafficCalls traffic;
  final RampReach reach;
  private @Nullable Change change;
  private @Nullable FormerState former;
  private boolean schemaInDoubt;

  Run(DeploymentRequest request) {
    this.request = request;
    this.plan = request.plan();
    this.board = new StatusBoard(request);
    this.gates = new Gates(request, board);
    this.attention = new Attention(board);
    this.traffic = new TrafficCalls(plan);
    this.reach =
        new RampReach(
            plan.strategy() instanceof StrategyPlan.Canary canary ? canary.ramp() : List.of());
  }

  /** The number was given. */
  void opened(Change under) {
    change = under;
    board.opened(under);
  }

  boolean isOpen() {
    return change != null;
  }

  Change change() {
    return Objects.requireNonNull(change, "the run has no number yet");
  }

  /** This change's number, for commands about another release. */
  Change changeTo(String release, @Nullable String revision) {
    Change now = change();
    return new Change(
        now.deployment(),
        now.number(),
        now.application(),
        now.environment(),
        release,
        revision == null ? "" : revision);
  }

  FleetCalls forward() {
    return FleetCalls.forward(plan, change());
  }

  FleetCalls undoing() {
    return FleetCalls.undoing(plan, change());
  }

  /** A migration has begun whose end is not known to be a whole schema. */
  void schemaInDoubt(boolean now) {
    schemaInDoubt = now;
  }

  boolean isSchemaInDoubt() {
    return schemaInDoubt;
  }

  /**
   * Whether visitors are turned away now, so that queue workers and timed jobs rest. Only for runs
   * that began since they do: in older ones nothing rests that would have to go on.
   */
  boolean restsWithMaintenance() {
    return (board.maintenance() != null || former().isClosed()) && knowsRest();
  }

  /** Whether a maintenance of this run lets queue workers rest. */
  boolean knowsRest() {
    return Workflow.getVersion(ChangeIds.REST_WITH_MAINTENANCE, Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION;
  }

  /** Whether a migration is taken back by the backup from before it. */
  boolean goesBackByRestore() {
    return plan.migrations() != null && plan.migrations().undo() == Migrations.Undo.RESTORE;
  }

  void found(FormerState state) {
    former = state;
    board.former(state.live());
    if (state.isClosedOn(traffic.webHosts())) {
      silence.begins();
    }
  }

  /** What was live when the run began. */
  FormerState former() {
    return Objects.requireNonNull(former, "the preflight comes first");
  }

  /** Null when the run ended before it was known. */
  @Nullable String formerLive() {
    return former == null ? null : former.live();
  }
}
