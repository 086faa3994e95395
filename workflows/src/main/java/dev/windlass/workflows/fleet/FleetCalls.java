package dev.windlass.workflows.fleet;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.fleet.KillOperations.Step;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.Proof;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A step over many hosts: groups at once, one row per host in the end. A group whose activity came
 * to nothing (its worker never came back) gives unknown rows; only a cancelled scope throws.
 */
public final class FleetCalls {

  /** How long a reload may take to show. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DeploymentPlan plan;
  private final Change change;
  private final Options options;

  private interface Options {
    ActivityOptions of(@Nullable String zone, Duration limit, String summary);
  }

  private FleetCalls(DeploymentPlan plan, Change change, Options options) {
    this.plan = plan;
    this.change = change;
    this.options = options;
  }

  /** For going forwards: waits for a worker as long as it takes. */
  public static FleetCalls forward(DeploymentPlan plan, Change change) {
    return new FleetCalls(plan, change, ActivityPolicies::hosts);
  }

  /** For undoing and killing: bounded in time. */
  public static FleetCalls undoing(DeploymentPlan plan, Change change) {
    return new FleetCalls(plan, change, ActivityPolicies::undo);
  }

  /** For a look whose answer is only worth something soon. */
  public static FleetCalls looking(DeploymentPlan plan, Change change) {
    return new FleetCalls(plan, change, ActivityPolicies::soon);
  }

  public List<HostRow> inspect(
      List<Host> hosts, InspectHosts.Mode mode, @Nullable List<Right> rights) {
    List<EnvironmentVariable> secrets =
        plan.env().stream().filter(variable -> variable.secret() != null).toList();
    long bytes =
        plan.release() instanceof ReleaseSource.Artifact artifact
            ? InspectHosts.needed(artifact)
            : 0;
    return rows(
        send(
            hosts,
            InspectHosts.LIMIT,
            "inspect",
            (calls, group) ->
                Async.function(
                    calls::inspect,
                    new InspectHosts(
                        plan.application(),
                        plan.environment(),
                        group,
                        plan.layout(),
                        bytes,
                        mode,
                        secrets,
                        plan.maintenance() == null ? null : plan.maintenance().seen(),
                        InspectHosts.phpFpm(plan.reload()),
                        rights,
                        plan.kind() == PlanKind.DEPLOYMENT || plan.kind() == PlanKind.SETUP
                            ? DotEnvFiles.of(plan)
                            : null,
                        plan.requires()))));
  }

  /**
   * Only how they stand, nothing that a release would want of them.
   *
   * @param seen path whose presence says that the application is closed, or null
   */
  public List<HostRow> look(List<Host> hosts, @Nullable String seen) {
    return rows(
        sendTo(
            HostGroup.whole(hosts, plan.ssh()),
            InspectHosts.LIMIT,
            "look",
            (calls, group) ->
                Async.function(
                    calls::inspect,
                    new InspectHosts(
                        plan.application(),
                        plan.environment(),
                        group,
                        plan.layout(),
                        0,
                        InspectHosts.Mode.DEPLOY,
                        List.of(),
                        seen,
                        null,
                        null))));
  }

  public List<HostRow> ship(List<Host> hosts, ReleaseSource.Artifact artifact) {
    return rows(
        send(
            hosts,
            ShipArtifact.LIMIT,
            "ship artifact",
            (calls, group) ->
                Async.function(
                    calls::ship, new ShipArtifact(change, group, plan.layout(), artifact))));
  }

  public List<HostRow> run(List<Host> hosts, HostJob job, int attemptGroup) {
    return rows(
        send(
            hosts,
            job.wholeLimit(),
            job.step(),
            (calls, group) ->
                Async.function(
                    calls::run,
                    new RunHostJob(
                        change,
                        group,
                        plan.layout(),
                        job,
                        attemptGroup,
                        plan.secrets().isEmpty() ? null : plan.secrets()))));
  }

  public List<HostRow> prove(List<Host> hosts, @Nullable Proof proof) {
    return rows(
        send(
            hosts,
            PATIENCE,
            "prove " + change.release(),
            (calls, group) ->
                Async.function(
                    calls::prove,
                    new ProveRelease(
                        change, group, plan.layout(), plan.backend(), proof, PATIENCE))));
  }

  /** Schedules at once and returns; {@link #rows} waits. */
  public List<Sent> kill(List<Host> hosts, List<Step> steps) {
    return send(
        hosts,
        KillOperations.LIMIT,
        "kill",
        (calls, group) ->
            Async.function(calls::kill, new KillOperations(change, group, plan.layout(), steps)));
  }

  /** Nothing of an earlier change runs or starts on these hosts any more. */
  public List<HostRow> endOlder(List<Host> hosts) {
    return rows(
        send(
            hosts,
            KillOperations.LIMIT,
            "end what still runs",
            (calls, group) ->
                Async.function(calls::endOlder, new EndOlderJobs(change, group, plan.layout()))));
  }

  /** What earlier changes left of their jobs goes. */
  public List<HostRow> pruneJobs(List<Host> hosts) {
    return rows(
        send(
            hosts,
            KillOperations.LIMIT,
            "prune jobs",
            (calls, group) ->
                Async.function(calls::pruneJobs, new PruneJobs(change, group, plan.layout()))));
  }

  /** What was sent to a group. */
  public record Sent(HostGroup group, Promise<GroupReport> report) {}

  /** Waits for all. */
  public static List<HostRow> rows(List<Sent> sent) {
    List<HostRow> rows = new ArrayList<>();
    for (Sent one : sent) {
      try {
        rows.addAll(one.report().get().rows());
      } catch (ActivityFailure failure) {
        if (failure.getCause() instanceof CanceledFailure) {
          throw failure;
        }
        String why = String.valueOf(failure.getCause());
        one.group()
            .hosts()
            .forEach(host ->
                rows.add(HostRow.of(host.name(), HostRow.Result.UNKNOWN, why, Duration.ZERO)));
      }
    }
    return rows;
  }

  /** Not, where this run began when more were made. */
  public static boolean makesFewerRoundTrips() {
    return Workflow.getVersion(ChangeIds.FEWER_ROUND_TRIPS, Workflow.DEFAULT_VERSION, 1)
        != Workflow.DEFAULT_VERSION;
  }

  private List<HostGroup> groups(List<Host> hosts) {
    return makesFewerRoundTrips()
        ? HostGroup.of(hosts, plan.ssh())
        : HostGroup.asBefore(hosts, plan.ssh());
  }

  private List<Sent> send(
      List<Host> hosts,
      Duration limit,
      String what,
      BiFunction<FleetActivities, HostGroup, Promise<GroupReport>> call) {
    return sendTo(groups(hosts), limit, what, call);
  }

  private List<Sent> sendTo(
      List<HostGroup> groups,
      Duration limit,
      String what,
      BiFunction<FleetActivities, HostGroup, Promise<GroupReport>> call) {
    List<Sent> sent = new ArrayList<>();
    for (HostGroup group : groups) {
      FleetActivities calls =
          Workflow.newActivityStub(
              FleetActivities.class, options.of(group.zone(), limit, what + " " + group.label()));
      sent.add(new Sent(group, call.apply(calls, group)));
    }
    return sent;
  }
}
