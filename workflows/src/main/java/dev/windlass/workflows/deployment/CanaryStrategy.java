package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampProgress;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.ramp.RampWorkflow;
import dev.windlass.workflows.ramp.RampWorkflow.RampRequest;
import dev.windlass.workflows.ramp.RampWorkflow.RampResult;
import dev.windlass.workflows.release.ReleaseCommands;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** First some hosts, then the ramp, then the rest; weights even again. */
final class CanaryStrategy implements Strategy {

  private final Run run;
  private final People people;
  private final StrategyPlan.Canary canary;
  private final Publishing publishing;

  CanaryStrategy(Run run, People people, StrategyPlan.Canary canary) {
    this.run = run;
    this.people = people;
    this.canary = canary;
    this.publishing = new Publishing(run);
  }

  @Override
  public void publish() {
    List<Host> first = named(canary.hosts());
    List<Host> joining =
        named(canary.ramp().stream().map(RampStep::join).flatMap(List::stream).toList());
    run.board.enter(Phase.PUBLISHING, null);
    QueueRestart queue = new QueueRestart(run);
    queue.registerUndo();
    publishing.registerUndo(() -> touched(first, joining));
    publishing.publish(first);
    queue.withCanary(first);
    people.safePoint();
    publishing.registerTrafficUndo();
    ramp(joining);
    people.safePoint();
    run.board.enter(Phase.PUBLISHING, null);
    List<Host> rest = named(canary.rest());
    publishing.registerUndo(rest);
    publishing.publish(rest);
    publishing.even();
    queue.whenEveryHostHasIt();
  }

  private List<Host> touched(List<Host> first, List<Host> joining) {
    int version =
        Workflow.getVersion(ChangeIds.UNDO_WHERE_THE_RAMP_WAS, Workflow.DEFAULT_VERSION, 1);
    List<Host> joined = version == Workflow.DEFAULT_VERSION ? joining : named(run.reach.hosts());
    return Stream.concat(first.stream(), joined.stream()).toList();
  }

  private void ramp(List<Host> joining) {
    run.board.enter(Phase.RAMPING, null);
    people.takePromotion();
    run.reach.starts();
    for (int attempt = 1; attempt <= RampWorkflow.MOST_REPEATS; attempt++) {
      run.operations.begun(ReleaseCommands.PUBLISH, attempt, joining);
    }
    RampWorkflow ramp = Workflow.newChildWorkflowStub(RampWorkflow.class, options());
    List<Promise<RampResult>> started = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(() -> started.add(Async.function(ramp::run, request())));
    scope.run();
    Promise<RampResult> result = started.getFirst();
    try {
      Workflow.getWorkflowExecution(ramp).get();
      new RampTalk(ramp, result).untilItEnds();
    } catch (Stop | TemporalFailure stop) {
      Workflow.newDetachedCancellationScope(() -> end(scope, result)).run();
      run.reach.stopped(NamedTimer.now());
      throw stop;
    }
    run.reach.ended(result.get().ended());
    judge(result.get());
  }

  /** The child must be over before the way back begins: both change traffic. */
  private static void end(CancellationScope scope, Promise<RampResult> result) {
    scope.cancel();
    try {
      result.get();
    } catch (ChildWorkflowFailure over) {
      Workflow.getLogger(CanaryStrategy.class).info("the ramp was stopped");
    }
  }

  private void judge(RampResult result) {
    switch (result.ended()) {
      case COMPLETED -> run.board.say(TimelineEntry.Kind.STEP, "the ramp is through", null);
      case HOST_FAILED -> {
        HostRow first = result.failed().getFirst();
        throw Stop.undo(
            new Reason(Reason.Code.STEP_FAILED, "join on " + first.host(), first.detail()));
      }
      case CHECK_FAILED -> throw Stop.undo(Verification.failure(result.analysis()));
      case TRAFFIC_REFUSED ->
          throw Stop.undo(new Reason(Reason.Code.TRAFFIC_REFUSED, null, result.refusal()));
    }
  }

  private RampRequest request() {
    return new RampRequest(
        run.change(),
        run.plan,
        0,
        Workflow.getInfo().getWorkflowId(),
        run.former().empty(run.plan.hostsWith(Host.WEB)),
        null,
        run.former().isClosed());
  }

  private ChildWorkflowOptions options() {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.ramp(run.request.deployment()))
        .setTaskQueue(TaskQueues.CENTRAL)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setStaticSummary(
            "ramp of %s %s %s"
                .formatted(run.plan.application(), run.plan.environment(), run.change().release()))
        .setStaticDetails(RampWorkflow.signpost(Workflow.getInfo().getWorkflowId()))
        .build();
  }

  private List<Host> named(List<String> names) {
    return run.plan.hosts().stream().filter(host -> names.contains(host.name())).toList();
  }

  /** What goes between the run and its ramp while the ramp runs. */
  private final class RampTalk {

    private final RampWorkflow ramp;
    private final Promise<RampResult> result;
    private boolean pausedThere;

    RampTalk(RampWorkflow ramp, Promise<RampResult> result) {
      this.ramp = ramp;
      this.result = result;
    }

    void untilItEnds() {
      while (!result.isCompleted()) {
        Workflow.await(() ->
            result.isCompleted()
                || people.rampHasTold()
                || people.hasPromoted()
                || run.board.isPaused() != pausedThere);
        pass();
        for (RampProgress told = people.nextFromRamp();
            told != null;
            told = people.nextFromRamp()) {
          hear(told);
        }
      }
    }

    private void pass() {
      if (result.isCompleted()) {
        return;
      }
      if (run.board.isPaused() != pausedThere) {
        pausedThere = run.board.isPaused();
        tell(pausedThere ? ramp::pause : ramp::resume);
      }
      if (people.takePromotion()) {
        run.reach.hurried();
        tell(ramp::promote);
      }
    }

    private void hear(RampProgress told) {
      for (int attempt = 1; attempt <= RampWorkflow.MOST_REPEATS; attempt++) {
        run.operations.settled(ReleaseCommands.PUBLISH, attempt, told.rows());
      }
      if (!told.rows().isEmpty()) {
        run.board.settle("join", told.rows(), State.LIVE);
      }
      switch (told.event()) {
        case JOINED -> run.board.refresh();
        case SHIFTED -> {
          run.board.weight(told.split());
          run.board.waitsUntil(told.until());
        }
        case ANALYSED -> run.board.refresh();
        case GATE_REACHED -> gate(Objects.requireNonNull(told.gate()));
        case HELD -> held(told);
      }
    }

    /** A ramp that has begun anew asks once more for a gate that it has passed. */
    private void gate(String name) {
      Gate gate = run.plan.gate(name);
      if (gate != null && !run.gates.isPassed(name)) {
        run.gates.pass(gate, result::isCompleted);
        run.board.enter(Phase.RAMPING, null);
        Workflow.await(() -> !run.board.isPaused() || result.isCompleted());
      }
      run.reach.opened(name);
      tell(() -> ramp.gateOpened(name));
    }

    private void held(RampProgress told) {
      Verb said =
          run.attention
              .ask(Verification.inconclusive(told.analysis()), Verb.PROMOTE, Verb.RETRY, Verb.UNDO)
              .verb();
      tell(said == Verb.PROMOTE ? ramp::promote : ramp::retry);
    }

    private void tell(Runnable signal) {
      if (!result.isCompleted()) {
        signal.run();
      }
    }
  }
}
