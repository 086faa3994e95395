package dev.windlass.workflows.analysis;

import dev.windlass.workflows.analysis.AnalysisActivities.Analyse;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches a release by one activity per window, so that a watch of weeks is many short ones. */
public final class AnalysisWindows {

  /** Longest window; short enough that a lost worker loses little. */
  public static final Duration LONGEST = Duration.ofMinutes(5);

  private final Change change;
  private final DeploymentPlan plan;
  private final List<Check> checks;
  private final Options options;

  private interface Options {
    ActivityOptions of(@Nullable String zone, Duration length, String summary);
  }

  /**
   * @param checks those of the plan that can be asked
   */
  public AnalysisWindows(Change change, DeploymentPlan plan, List<Check> checks) {
    this(change, plan, checks, ActivityPolicies::analysis);
  }

  private AnalysisWindows(Change change, DeploymentPlan plan, List<Check> checks, Options options) {
    this.change = change;
    this.plan = plan;
    this.checks = List.copyOf(checks);
    this.options = options;
  }

  /** Windows that fail when nobody comes to measure, instead of waiting for a worker. */
  public static AnalysisWindows bounded(Change change, DeploymentPlan plan, List<Check> checks) {
    return new AnalysisWindows(change, plan, checks, ActivityPolicies::soonAnalysis);
  }

  /** Every check once. */
  public AnalysisReport once(String label, List<Host> hosts) {
    Instant now = NamedTimer.now();
    return checks.isEmpty()
        ? nothing(label, now)
        : Objects.requireNonNull(measure(label, hosts, now, () -> false));
  }

  /**
   * One window, at most {@link #LONGEST} and not beyond the deadline. Measuring may have enough
   * before its end; the wait goes on until then.
   *
   * @param cut ends it early
   * @return null when it was cut
   */
  public @Nullable AnalysisReport window(
      String label, List<Host> hosts, Instant deadline, Supplier<Boolean> cut) {
    Instant now = NamedTimer.now();
    Instant until = min(deadline, now.plus(LONGEST));
    if (checks.isEmpty()) {
      return NamedTimer.until(deadline, "bake " + label).awaits(cut) ? null : nothing(label, now);
    }
    AnalysisReport report = measure(label, hosts, until, cut);
    if (report != null && report.verdict() != Verdict.FAIL) {
      NamedTimer.until(until, "bake " + label).awaits(cut);
    }
    return report;
  }

  /**
   * Measures until then, or until a check has failed, and does not wait any longer.
   *
   * @param cut ends it early
   * @return null when it was cut
   */
  public @Nullable AnalysisReport measure(
      String label, List<Host> hosts, Instant until, Supplier<Boolean> cut) {
    Duration length = Duration.between(NamedTimer.now(), until);
    String zone = hosts.isEmpty() ? null : hosts.getFirst().zone();
    AnalysisActivities analysis =
        Workflow.newActivityStub(
            AnalysisActivities.class,
            options.of(zone, length.isNegative() ? Duration.ZERO : length, "analyse " + label));
    Analyse request =
        new Analyse(
            change,
            label,
            checks,
            new HostGroup(zone, plan.ssh(), hosts),
            new HostGroup(zone, plan.ssh(), plan.hosts()),
            plan.layout(),
            plan.backend(),
            plan.url(),
            until,
            plan.secrets().isEmpty() ? null : plan.secrets());
    List<Promise<AnalysisReport>> running = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> running.add(Async.function(analysis::analyse, request)));
    scope.run();
    Promise<AnalysisReport> report = running.getFirst();
    Workflow.await(() -> report.isCompleted() || cut.get());
    if (report.isCompleted()) {
      return report.get();
    }
    scope.cancel();
    return null;
  }

  /** Whether two reports say the same of each check, whatever they counted. */
  public static boolean sameVerdicts(@Nullable AnalysisReport one, AnalysisReport other) {
    return one != null && verdicts(one).equals(verdicts(other));
  }

  private static List<String> verdicts(AnalysisReport report) {
    return report.checks().stream().map(check -> check.check() + check.verdict()).toList();
  }

  private static AnalysisReport nothing(String label, Instant from) {
    return new AnalysisReport(label, from, NamedTimer.now(), Verdict.PASS, List.of());
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
