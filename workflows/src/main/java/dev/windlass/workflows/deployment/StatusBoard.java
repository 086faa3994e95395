package dev.windlass.workflows.deployment;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.DeploymentStatus.HostStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.maintenance.MaintenanceState;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.Split;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the run, and the only place that changes it: a query is answered from here at
 * any time, also before the first step.
 */
final class StatusBoard {

  /** Above it hosts are told by number, and by name only when something is wrong with them. */
  private static final int NAMED_HOSTS = 16;

  private final DeploymentRequest request;
  private final Map<String, HostStatus> hosts = new LinkedHashMap<>();
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final AlarmLog alarms = new AlarmLog();
  private final List<SecuredBackup> backups = new ArrayList<>();
  private final Instant startedAt = NamedTimer.now();
  private Supplier<List<DeploymentStatus.GateStatus>> gates = List::of;
  private Supplier<List<Verb>> can = List::of;
  private Runnable onPhase = () -> {};
  private List<Problem> problems = List.of();
  private Phase phase = Phase.PREFLIGHT;
  private Instant since = startedAt;
  private long number;
  private String release = "";
  private @Nullable String former;
  private @Nullable Outcome outcome;
  private @Nullable Reason reason;
  private @Nullable Instant until;
  private @Nullable Split weight;
  private @Nullable AnalysisReport analysis;
  private @Nullable MaintenanceState maintenance;
  private @Nullable Reading schema;
  private boolean paused;

  StatusBoard(DeploymentRequest request) {
    this.request = request;
    for (Host host : request.plan().releaseHosts()) {
      hosts.put(host.name(), new HostStatus(host.name(), State.WAITING, "", null));
    }
  }

  /** Whoever knows gates and choices is asked when somebody looks. */
  void asks(Supplier<List<DeploymentStatus.GateStatus>> gates, Supplier<List<Verb>> can) {
    this.gates = gates;
    this.can = can;
  }

  /** Called after each change of phase, and when there is news that cannot wait for one. */
  void onPhase(Runnable listener) {
    onPhase = listener;
  }

  /** The only writer of the phase. */
  void enter(Phase next, @Nullable Reason why) {
    Transitions.check(phase, next);
    phase = next;
    reason = why;
    until = null;
    since = NamedTimer.now();
    say(Kind.PHASE, WireNames.of(next) + (why == null ? "" : ": " + why.sentence()), null);
    Workflow.upsertTypedSearchAttributes(SearchAttributes.PHASE.valueSet(WireNames.of(next)));
    refresh();
    onPhase.run();
  }

  void opened(Change change) {
    number = change.number();
    release = change.release();
    DeploymentPlan plan = request.plan();
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()),
        SearchAttributes.RELEASE.valueSet(release.isEmpty() ? "none" : release),
        SearchAttributes.STRATEGY.valueSet(plan.strategy().word()));
    enter(Phase.PREFLIGHT, null);
  }

  void ended(Outcome how, @Nullable Reason why) {
    outcome = how;
    say(Kind.END, WireNames.of(how) + (why == null ? "" : ": " + why.sentence()), null);
    Workflow.upsertTypedSearchAttributes(SearchAttributes.OUTCOME.valueSet(WireNames.of(how)));
    enter(Phase.ENDED, why);
  }

  void say(Kind kind, String text, @Nullable String host) {
    timeline.add(new TimelineEntry(timeline.size() + 1, NamedTimer.now(), phase, kind, text, host));
  }

  /** A step begins on these hosts. */
  void begin(String step, List<Host> on) {
    on.forEach(host -> mark(host.name(), State.RUNNING, step, null));
    refresh();
  }

  /** A step has come to an end on these hosts; {@code done} is what they are then. */
  void settle(String step, List<HostRow> rows, State done) {
    for (HostRow row : rows) {
      boolean good = row.result() == HostRow.Result.DONE;
      State state =
          good ? done : row.result() == HostRow.Result.UNKNOWN ? State.UNKNOWN : State.FAILED;
      mark(row.host(), state, step, good ? null : row.detail());
      if (!good) {
        say(Kind.HOST, step + " " + WireNames.of(row.result()) + ": " + row.detail(), row.host());
      } else if (rows.size() <= NAMED_HOSTS) {
        say(Kind.HOST, step + " done in " + row.took().toMillis() + " ms", row.host());
      }
    }
    long good = rows.stream().filter(row -> row.result() == HostRow.Result.DONE).count();
    say(Kind.STEP, step + " " + good + "/" + rows.size() + " hosts", null);
    refresh();
  }

  void former(@Nullable String live) {
    former = live;
  }

  void problems(List<Problem> found) {
    problems = List.copyOf(found);
    found.forEach(problem ->
        say(
            Kind.PROBLEM,
            problem.where()
                + ": "
                + problem.what()
                + (problem.mend() == null ? "" : " -> " + problem.mend()),
            null));
  }

  void waitsUntil(@Nullable Instant deadline) {
    until = deadline;
    refresh();
  }

  void weight(@Nullable Split split) {
    weight = split;
    if (split != null) {
      say(Kind.WEIGHT, "weight " + split.weight() + " on " + names(split.canary()), null);
    }
    refresh();
  }

  /** The application is closed by this run; null when it is open again. */
  void maintenance(@Nullable MaintenanceState now) {
    maintenance = now;
    refresh();
  }

  /** It outlives the run. */
  void keepsMaintenance(String why) {
    if (maintenance != null) {
      maintenance = maintenance.because(why);
    }
    say(Kind.UNDO, "maintenance stays on: " + why, null);
    refresh();
  }

  void schema(Reading read) {
    schema = read;
    refresh();
  }

  @Nullable MaintenanceState maintenance() {
    return maintenance;
  }

  /** A report; said aloud when it says something new. */
  void analysis(AnalysisReport report, boolean news) {
    analysis = report;
    if (news) {
      report
          .checks()
          .forEach(check ->
              say(
                  Kind.VERDICT,
                  report.window()
                      + ": "
                      + check.check()
                      + " "
                      + WireNames.of(check.verdict())
                      + " "
                      + check.detail(),
                  check.host()));
    }
    refresh();
  }

  /** What a watch that only tells has found; who looks into the ledger sees it at once. */
  void alarms(AnalysisReport report) {
    List<String> news = alarms.after(report);
    news.forEach(line -> say(Kind.PROBLEM, line, null));
    refresh();
    if (!news.isEmpty()) {
      onPhase.run();
    }
  }

  /** The run relies on this backup from now on. */
  void secured(SecuredBackup backup) {
    backups.add(backup);
    refresh();
  }

  void paused(boolean now) {
    paused = now;
    refresh();
  }

  boolean isPaused() {
    return paused;
  }

  Phase phase() {
    return phase;
  }

  @Nullable AnalysisReport analysis() {
    return analysis;
  }

  @Nullable Instant until() {
    return until;
  }

  /** Entries from this index on. */
  List<TimelineEntry> entriesFrom(int index) {
    return List.copyOf(timeline.subList(index, timeline.size()));
  }

  DeploymentStatus status() {
    DeploymentPlan plan = request.plan();
    return new DeploymentStatus(
        request.deployment(),
        number,
        plan.kind(),
        plan.application(),
        plan.environment(),
        release,
        plan.release().revision(),
        former,
        plan.strategy().word(),
        request.planHash(),
        request.startedBy(),
        startedAt,
        phase,
        since,
        outcome,
        reason,
        until,
        paused,
        weight,
        List.copyOf(hosts.values()),
        gates.get(),
        analysis,
        can.get(),
        problems,
        timeline,
        maintenance,
        alarms.all(),
        backups.isEmpty() ? null : backups,
        schema == null ? plan.found().reading() : schema);
  }

  private void mark(String host, State state, String step, @Nullable String detail) {
    hosts.replace(host, new HostStatus(host, state, step, detail));
  }

  /** The picture in Temporal's UI. */
  void refresh() {
    Workflow.setCurrentDetails(Picture.of(status(), request.plan()));
  }

  private static String names(List<String> hosts) {
    return hosts.size() <= NAMED_HOSTS ? String.join(" ", hosts) : hosts.size() + " hosts";
  }
}
