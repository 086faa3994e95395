package dev.windlass.workflows.deployment;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.maintenance.MaintenanceCommands;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.StrategyPlan;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Closes the application to its visitors and opens it again. What a person has closed a deployment
 * leaves closed.
 */
final class Doors {

  private static final String CLOSED = "maintenance";
  private static final String OPENED = "opening";
  private static final String CRON = "-cron";

  private final Run run;
  private final QueueRest queue;

  Doors(Run run) {
    this.run = run;
    this.queue = new QueueRest(run);
  }

  /** For a deployment: the way back opens again, once everything else is back. */
  void closeForDeployment() {
    run.board.enter(Phase.CLOSING, null);
    if (run.former().isClosed()) {
      run.board.say(Kind.STEP, "maintenance was on already: it stays on at the end", null);
      return;
    }
    run.undo.add(CLOSED, this::openOnTheWayBack);
    close();
  }

  /** For a deployment: the way back from here begins behind closed doors again. */
  void openForDeployment() {
    if (run.former().isClosed()) {
      run.board.say(Kind.STEP, "maintenance stays on: it was on before", null);
      return;
    }
    run.board.enter(Phase.OPENING, null);
    run.undo.add(OPENED, this::closeOnTheWayBack);
    open(); // the workers have begun in the new release already
  }

  /** For a person. Said again, it brings the new notice; then there is nothing to go back to. */
  void closeForPerson() {
    run.board.enter(Phase.CLOSING, null);
    if (!run.former().isClosed()) {
      run.undo.add(CLOSED, this::openOnTheWayBack);
    }
    close();
  }

  /** For a person, or for the timer. */
  void openForPerson() {
    run.board.enter(Phase.OPENING, null);
    if (run.former().isClosed()) {
      run.undo.add(OPENED, this::closeOnTheWayBack);
    }
    queue.end(MaintenanceCommands.OFF);
    open();
  }

  private void close() {
    run.board.maintenance(
        new MaintenanceState(
            NamedTimer.now(), run.request.startedBy(), maintenance().message(), null, null));
    balancer(maintenance().notice());
    steps(MaintenanceCommands.close(MaintenanceCommands.ON, maintenance()), State.PREPARED);
    queue.begin(MaintenanceCommands.ON);
    cron(cron -> BackgroundJobs.pause(MaintenanceCommands.ON + CRON, cron));
    run.board.say(Kind.STEP, "maintenance on: " + maintenance().message(), null);
    if (run.plan.cron() == null || run.plan.cronResting(Cron.Pause.MAINTENANCE) != null) {
      run.silence.begins();
    } else {
      run.silence.ends("timed jobs go on during maintenance");
    }
  }

  private void open() {
    run.silence.ends("visitors were let in again");
    cron(cron -> BackgroundJobs.resume(MaintenanceCommands.OFF + CRON, cron));
    steps(MaintenanceCommands.open(MaintenanceCommands.OFF, maintenance()), State.LIVE);
    balancer(null);
    run.board.maintenance(null);
    run.board.say(Kind.STEP, "maintenance off", null);
  }

  private List<String> openOnTheWayBack(int attempt) {
    String why = staysClosedBecause();
    if (why != null) {
      run.board.keepsMaintenance(why);
      return run.undo.isClean() ? List.of() : List.of("maintenance stays on: " + why);
    }
    List<String> problems =
        new ArrayList<>(
            undoCron(
                cron -> BackgroundJobs.resume(MaintenanceCommands.OFF_AGAIN + CRON, cron),
                attempt));
    problems.addAll(queue.endAgain(MaintenanceCommands.OFF_AGAIN, attempt));
    problems.addAll(
        undo(MaintenanceCommands.open(MaintenanceCommands.OFF_AGAIN, maintenance()), attempt));
    balancerOnTheWayBack(null);
    if (problems.isEmpty()) {
      run.board.maintenance(null);
      run.board.say(Kind.UNDO, "maintenance off", null);
    }
    return problems;
  }

  private List<String> closeOnTheWayBack(int attempt) {
    run.board.maintenance(
        new MaintenanceState(
            NamedTimer.now(), run.request.startedBy(), maintenance().message(), null, null));
    balancerOnTheWayBack(maintenance().notice());
    List<String> problems =
        new ArrayList<>(
            undo(MaintenanceCommands.close(MaintenanceCommands.ON_AGAIN, maintenance()), attempt));
    problems.addAll(queue.beginAgain(MaintenanceCommands.ON_AGAIN, attempt));
    problems.addAll(
        undoCron(cron -> BackgroundJobs.pause(MaintenanceCommands.ON_AGAIN + CRON, cron), attempt));
    return problems;
  }

  /** Null when nothing speaks against visitors. */
  private @Nullable String staysClosedBecause() {
    if (!run.undo.isClean()) {
      return "the former release is not back everywhere";
    }
    if (run.isSchemaInDoubt()) {
      return "the schema may be half applied";
    }
    return run.plan.strategy() instanceof StrategyPlan.Standard standard
            && standard.onFailure() == StrategyPlan.OnFailure.KEEP
        ? "the deployment failed, and onFailure is keep"
        : null;
  }

  /** Timed jobs rest too, where the file says so. */
  private void cron(Function<Cron, HostJob> job) {
    Cron cron = run.plan.cronResting(Cron.Pause.MAINTENANCE);
    if (cron != null) {
      new Steps(run).run(job.apply(cron), on(cron), State.PREPARED);
    }
  }

  private List<String> undoCron(Function<Cron, HostJob> job, int attempt) {
    Cron cron = run.plan.cronResting(Cron.Pause.MAINTENANCE);
    return cron == null ? List.of() : undo(job.apply(cron), on(cron), attempt);
  }

  private List<Host> on(Cron cron) {
    return run.plan.hosts().stream()
        .filter(host -> host.name().equals(cron.host()))
        .filter(host -> run.former().facts().containsKey(host.name()))
        .toList();
  }

  private void steps(HostJob job, State done) {
    if (!job.lines().isEmpty()) {
      new Steps(run).run(job, hosts(), done);
    }
  }

  private List<String> undo(HostJob job, int attempt) {
    return job.lines().isEmpty() ? List.of() : undo(job, hosts(), attempt);
  }

  private List<String> undo(HostJob job, List<Host> on, int attempt) {
    List<HostRow> rows = run.undoing().run(on, job, attempt);
    run.board.settle(job.step(), rows, State.UNDONE);
    return HostRow.problems(job.step(), rows);
  }

  private void balancer(@Nullable Notice notice) {
    try {
      balancerOnTheWayBack(notice);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      throw Stop.undo(new Reason(Reason.Code.TRAFFIC_REFUSED, null, Words.of(failure)));
    }
  }

  private void balancerOnTheWayBack(@Nullable Notice notice) {
    if (maintenance().by() instanceof MaintenanceBy.Balancer) {
      run.traffic.maintain(run.change(), notice);
    }
  }

  /** A host without a live release has nothing that could be closed. */
  private List<Host> hosts() {
    return run.plan.releaseHosts().stream()
        .filter(host -> run.former().liveOn(host) != null)
        .toList();
  }

  private Maintenance maintenance() {
    return Objects.requireNonNull(run.plan.maintenance(), "the compiler has made sure");
  }
}
