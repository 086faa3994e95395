package dev.windlass.workflows.ramp;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisWindows;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampProgress.Event;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficCalls;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One loop over the steps; ends with the first thing that speaks against going on. */
public final class RampWorkflowImpl implements RampWorkflow {

  private final RampRequest request;
  private final DeploymentPlan plan;
  private final List<RampStep> steps;
  private final List<Host> joined;
  private final AnalysisWindows windows;
  private final DeploymentWorkflow parent;
  private @Nullable RampProgress progress;
  private @Nullable AnalysisReport last;
  private @Nullable String opened;
  private boolean paused;
  private boolean promoted;
  private boolean retried;

  @WorkflowInit
  public RampWorkflowImpl(RampRequest request) {
    this.request = request;
    plan = request.plan();
    if (!(plan.strategy() instanceof StrategyPlan.Canary canary)) {
      throw new IllegalArgumentException("only a canary has a ramp");
    }
    steps = canary.ramp();
    joined = new ArrayList<>(named(canary.hosts()));
    steps.subList(0, request.from()).forEach(step -> joined.addAll(named(step.join())));
    windows = new AnalysisWindows(request.change(), plan, request.checks());
    parent = Workflow.newExternalWorkflowStub(DeploymentWorkflow.class, request.parent());
  }

  @Override
  public RampResult run(RampRequest ignored) {
    try {
      for (int at = request.from(); at < steps.size(); at++) {
        Workflow.await(() -> !paused);
        step(at);
      }
      return result(Ended.COMPLETED, List.of(), null);
    } catch (Over over) {
      return over.result;
    }
  }

  private void step(int at) {
    RampStep step = steps.get(at);
    Instant deadline = at == request.from() ? request.deadline() : null;
    if (deadline == null) {
      join(at, named(step.join()));
      Split split = shift(step.weight());
      deadline = NamedTimer.now().plus(step.bake());
      tell(new RampProgress(Event.SHIFTED, at, split, deadline, null, null, List.of()));
    } else {
      joined.addAll(named(step.join()));
    }
    bake(at, step, deadline);
    if (step.gate() != null) {
      gate(at, step.gate(), deadline);
    }
  }

  private void join(int at, List<Host> hosts) {
    if (hosts.isEmpty()) {
      return;
    }
    FleetCalls calls = FleetCalls.forward(plan, request.change());
    List<HostRow> rows = calls.run(hosts, ReleaseCommands.publish(plan), 1);
    for (int attempt = 2; attempt <= MOST_REPEATS && !unknown(rows).isEmpty(); attempt++) {
      rows = calls.run(unknown(rows), ReleaseCommands.publish(plan), attempt);
    }
    requireDone(rows);
    rows = calls.prove(hosts, plan.proof());
    requireDone(rows);
    joined.addAll(hosts);
    tell(new RampProgress(Event.JOINED, at, null, null, null, null, rows));
  }

  private List<Host> unknown(List<HostRow> rows) {
    return named(
        rows.stream()
            .filter(row -> row.result() == HostRow.Result.UNKNOWN)
            .map(HostRow::host)
            .toList());
  }

  private void requireDone(List<HostRow> rows) {
    List<HostRow> failed =
        rows.stream().filter(row -> row.result() != HostRow.Result.DONE).toList();
    if (!failed.isEmpty()) {
      throw new Over(result(Ended.HOST_FAILED, failed, null));
    }
  }

  private Split shift(int weight) {
    List<String> canary =
        joined.stream().filter(host -> host.has(Host.WEB)).map(Host::name).toList();
    TrafficCalls traffic = new TrafficCalls(plan);
    List<String> stable =
        traffic.webHosts().stream()
            .filter(host -> !canary.contains(host) && !request.empty().contains(host))
            .toList();
    Split split = new Split(weight, canary, stable);
    try {
      traffic.shift(request.change(), split);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      throw new Over(result(Ended.TRAFFIC_REFUSED, List.of(), Words.of(failure)));
    }
    return split;
  }

  private void bake(int at, RampStep step, Instant deadline) {
    String label = step.weight() + " %";
    NamedTimer.until(deadline, "bake " + label);
    promoted = false;
    boolean extended = false;
    Instant until = deadline;
    while (NamedTimer.now().isBefore(until) && !promoted) {
      AnalysisReport report = windows.window(label, joined, until, () -> promoted);
      if (report == null) {
        break;
      }
      analysed(at, report);
      if (NamedTimer.now().isBefore(until)) {
        continueAsNewIfLong(at, until);
      }
      boolean ends = !NamedTimer.now().isBefore(until);
      if (ends && report.verdict() == Verdict.NO_DATA && !extended) {
        extended = true;
        until = until.plus(step.bake());
      }
    }
    settle(at, label);
  }

  /** The verdict of the step: a skipped bake skips the wait, not the measuring. */
  private void settle(int at, String label) {
    boolean cut = promoted;
    promoted = false;
    if (cut) {
      analysed(at, windows.once(label, joined));
    }
    while (last != null && last.verdict() != Verdict.PASS) {
      tell(new RampProgress(Event.HELD, at, null, null, last, null, List.of()));
      Workflow.await(() -> promoted || retried);
      if (promoted) {
        promoted = false;
        return;
      }
      retried = false;
      analysed(at, windows.once(label, joined));
    }
  }

  private void analysed(int at, AnalysisReport report) {
    boolean news = !AnalysisWindows.sameVerdicts(last, report);
    last = report;
    if (report.verdict() == Verdict.FAIL) {
      throw new Over(result(Ended.CHECK_FAILED, List.of(), null));
    }
    if (news) {
      tell(new RampProgress(Event.ANALYSED, at, null, null, report, null, List.of()));
    }
  }

  /** Measuring goes on while people think. */
  private void gate(int at, String gate, Instant deadline) {
    tell(new RampProgress(Event.GATE_REACHED, at, null, null, last, gate, List.of()));
    while (!gate.equals(opened)) {
      if (request.checks().isEmpty()) {
        Workflow.await(() -> gate.equals(opened));
        return;
      }
      Instant until = NamedTimer.now().plus(AnalysisWindows.LONGEST);
      AnalysisReport report =
          windows.window("gate " + gate, joined, until, () -> gate.equals(opened));
      if (report != null) {
        analysed(at, report);
        continueAsNewIfLong(at, deadline);
      }
    }
  }

  private void continueAsNewIfLong(int at, Instant deadline) {
    if (Workflow.getInfo().isContinueAsNewSuggested()) {
      Workflow.continueAsNew(
          new RampRequest(
              request.change(),
              plan,
              at,
              request.parent(),
              request.empty(),
              deadline,
              request.closed()));
    }
  }

  private void tell(RampProgress news) {
    progress = news;
    int weight = steps.get(news.step()).weight();
    Workflow.setCurrentDetails(RampPicture.of(request, steps.size(), news, weight));
    parent.rampProgress(news);
  }

  private RampResult result(Ended ended, List<HostRow> failed, @Nullable String refusal) {
    return new RampResult(ended, failed, last, refusal);
  }

  private List<Host> named(List<String> names) {
    return plan.hosts().stream().filter(host -> names.contains(host.name())).toList();
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
  }

  @Override
  public void promote() {
    promoted = true;
  }

  @Override
  public void retry() {
    retried = true;
  }

  @Override
  public void gateOpened(String gate) {
    opened = gate;
  }

  @Override
  public @Nullable RampProgress progress() {
    return progress;
  }

  /** The ramp ends here. */
  private static final class Over extends RuntimeException {
    private final transient RampResult result;

    Over(RampResult result) {
      super(Objects.toString(result.ended()));
      this.result = result;
    }
  }
}
