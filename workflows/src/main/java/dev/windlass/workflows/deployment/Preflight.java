package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.ledger.LedgerActivities.Opened;
import dev.windlass.workflows.ledger.LedgerActivities.Unclosed;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.migration.SchemaCheck;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.preflight.PreflightActivities;
import dev.windlass.workflows.preflight.PreflightActivities.CheckPlan;
import dev.windlass.workflows.preflight.PreflightActivities.PreflightReport;
import dev.windlass.workflows.preflight.Rights;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks before anything is changed; all problems at once. */
final class Preflight {

  private static final Duration CENTRAL_LIMIT = Duration.ofMinutes(2);

  private final Run run;
  private final Opened ledger;
  private final List<Problem> problems = new ArrayList<>();
  private final List<HostRow> absent = new ArrayList<>();

  Preflight(Run run, Opened ledger) {
    this.run = run;
    this.ledger = ledger;
  }

  /**
   * @throws Stop when there is a problem: nothing was changed
   */
  void check() {
    Promise<PreflightReport> central = checkPlan();
    List<HostRow> rows = run.forward().inspect(inspected(), mode(), Rights.of(run.plan));
    FormerState found = FormerState.of(ofReleases(rows), readTraffic());
    run.found(found);
    reported(central);
    rows.forEach(this::objections);
    if (run.plan.kind() == PlanKind.DEPLOYMENT || run.plan.kind() == PlanKind.ROLLBACK) {
      unfinished(found);
      if (!mends()) {
        drift(found);
      }
    }
    if (found.isClosed() && !run.plan.kind().isMaintenance()) {
      run.board.say(Kind.STEP, "maintenance is on: it was before this deployment", null);
    }
    onDisk(found);
    problems.addAll(new FreshBackups(run).problems());
    problems.addAll(new PassedBefore(run.plan).problems());
    if (!problems.isEmpty()) {
      // What a worker lacks is told once for each group of hosts.
      List<Problem> each = problems.stream().distinct().toList();
      run.board.problems(each);
      throw Stop.refuse(new Reason(Reason.Code.PREFLIGHT, null, each.size() + ", nothing changed"));
    }
    if (!absent.isEmpty()) {
      goOnWithout();
    }
  }

  private List<Host> inspected() {
    int version = Workflow.getVersion(ChangeIds.LOOK_AT_BALANCERS, Workflow.DEFAULT_VERSION, 1);
    return version == Workflow.DEFAULT_VERSION ? run.plan.releaseHosts() : run.plan.hosts();
  }

  private List<HostRow> ofReleases(List<HostRow> rows) {
    List<String> names = run.plan.releaseHosts().stream().map(Host::name).toList();
    return rows.stream().filter(row -> names.contains(row.host())).toList();
  }

  private InspectHosts.Mode mode() {
    return run.plan.kind() == PlanKind.SETUP ? InspectHosts.Mode.SETUP : InspectHosts.Mode.DEPLOY;
  }

  /** A rollback brings one known release to every host: it is what a dirty environment needs. */
  private boolean mends() {
    return run.plan.kind() == PlanKind.ROLLBACK && ledger.dirty();
  }

  private Promise<PreflightReport> checkPlan() {
    PreflightActivities calls =
        Workflow.newActivityStub(
            PreflightActivities.class, ActivityPolicies.whole(null, CENTRAL_LIMIT, "check plan"));
    return Async.function(calls::check, new CheckPlan(run.change(), run.plan));
  }

  private void reported(Promise<PreflightReport> central) {
    try {
      PreflightReport report = central.get();
      problems.addAll(0, report.problems());
      problems.addAll(schema(report));
    } catch (ActivityFailure failure) {
      add("plan", failure);
    }
  }

  /** What is pending may have changed since people read the plan. */
  private List<Problem> schema(PreflightReport report) {
    Reading now = report.reading();
    if (now == null || run.plan.migrations() == null) {
      return List.of();
    }
    run.board.schema(now);
    Reading then = run.plan.found().reading();
    List<Problem> found =
        new ArrayList<>(
            new SchemaCheck(
                    run.plan.application(),
                    run.plan.environment(),
                    run.plan.migrations().guard(),
                    run.formerLive())
                .problems(now));
    if (then != null && !then.scripts().equals(now.scripts())) {
      found.add(new Problem("migrations", "what is pending is not what was planned", "plan again"));
    }
    return found;
  }

  private TrafficState readTraffic() {
    try {
      return run.traffic.read();
    } catch (ActivityFailure failure) {
      add("balancer", failure);
      return new TrafficState(List.of());
    }
  }

  private void add(String where, ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      throw failure;
    }
    problems.add(new Problem(where, Words.of(failure), null));
  }

  /** To close the doors, a host must be there; how full it is or what it lacks is no matter. */
  private void objections(HostRow row) {
    boolean counts = !run.plan.kind().isMaintenance();
    if (counts) {
      problems.addAll(row.problems());
      wonder(row);
    }
    if (row.result() == HostRow.Result.DONE || (counts && !row.problems().isEmpty())) {
      return;
    }
    if (row.result() == HostRow.Result.UNREACHABLE && goesWithout(row.host())) {
      absent.add(row);
    } else {
      problems.add(new Problem(row.host(), row.detail(), null));
    }
  }

  private void wonder(HostRow row) {
    for (Problem remark : Objects.requireNonNullElse(row.remarks(), List.<Problem>of())) {
      String mend = remark.mend() == null ? "" : " -> " + remark.mend();
      run.board.say(Kind.STEP, "remark: " + remark.what() + mend, remark.where());
    }
  }

  /** The balancer turns visitors away and lets them in whatever the other hosts do. */
  private boolean goesWithout(String host) {
    return run.plan.kind().isMaintenance()
        && run.plan.router() != null
        && !run.plan.router().hosts().contains(host)
        && run.plan.maintenance() != null
        && run.plan.maintenance().by() instanceof MaintenanceBy.Balancer
        && Workflow.getVersion(ChangeIds.CLOSE_WITHOUT_A_HOST, Workflow.DEFAULT_VERSION, 1)
            != Workflow.DEFAULT_VERSION;
  }

  /** What was not done, and what to do about it. */
  private void goOnWithout() {
    boolean on = run.plan.kind() == PlanKind.MAINTENANCE_ON;
    run.board.problems(
        absent.stream()
            .map(row ->
                new Problem(
                    row.host(),
                    row.detail()
                        + (on
                            ? "; visitors are turned away without it, what it runs besides goes on"
                            : "; visitors are let in without it, what rests on it goes on resting"),
                    "when it is back: windlass maintenance %s %s"
                        .formatted(on ? "on" : "off", run.plan.environment())))
            .toList());
  }

  /** What runs that were ended from outside left. */
  private void unfinished(FormerState found) {
    for (Unclosed dead : Objects.requireNonNullElse(ledger.unclosed(), List.<Unclosed>of())) {
      problems.add(
          new Problem(
              "deployment " + dead.number(),
              "was ended in Temporal from outside; hosts may be half done",
              recover()));
      String made = "-" + dead.number();
      found
          .facts()
          .forEach((host, facts) ->
              facts.releases().stream()
                  .filter(release -> release.endsWith(made))
                  .forEach(release ->
                      problems.add(
                          new Problem(
                              host, "unfinished release " + release + " is left", recover()))));
    }
    found
        .facts()
        .forEach((host, facts) ->
            Objects.requireNonNullElse(facts.openJobs(), List.<String>of())
                .forEach(job ->
                    problems.add(new Problem(host, "job " + job + " still runs", recover()))));
  }

  private String recover() {
    return "windlass recover " + run.plan.environment();
  }

  private void drift(FormerState found) {
    if (ledger.dirty()) {
      problems.add(
          new Problem(
              "environment",
              "the last run was closed without being undone",
              "look at the hosts, then: windlass rollback " + run.plan.environment()));
    }
    String live = found.live();
    for (Host host : run.plan.releaseHosts()) {
      String here = found.liveOn(host);
      if (here != null && !here.equals(live)) {
        problems.add(
            new Problem(
                host.name(), "live is " + here + ", on other hosts it is " + live, recover()));
      }
    }
    differs("plan", run.plan.found().live(), live, "plan again");
    if (ledger.live() != null) {
      differs("ledger", ledger.live(), live, "was it changed by hand? " + recover());
    }
    for (BalancerState state : found.traffic().states()) {
      if (state.split() != null && state.split().weight() != 0) {
        problems.add(
            new Problem(
                state.host(),
                "weight " + state.split().weight() + " is left from a ramp that did not end",
                recover()));
      }
    }
  }

  private void differs(String where, @Nullable String known, @Nullable String live, String mend) {
    if (!Objects.equals(known, live)) {
      problems.add(new Problem(where, "expected live " + known + ", the hosts have " + live, mend));
    }
  }

  private void onDisk(FormerState found) {
    String wanted =
        switch (run.plan.release()) {
          case ReleaseSource.Existing existing -> existing.release();
          case ReleaseSource.Recovered recovered -> recovered.release();
          case ReleaseSource.Artifact _, ReleaseSource.Nothing _ -> "";
        };
    if (!wanted.isEmpty()) {
      found.facts().forEach((host, facts) -> requireOnDisk(host, facts, wanted));
    }
  }

  private void requireOnDisk(String host, HostFacts facts, String release) {
    if (!facts.releases().contains(release)) {
      problems.add(
          new Problem(
              host,
              "release " + release + " is not there, there are " + facts.releases(),
              "choose another with --to"));
    }
  }
}
