package dev.windlass.workflows.watch;

import dev.windlass.workflows.analysis.Alarms;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisReport.Counts;
import dev.windlass.workflows.analysis.AnalysisWindows;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.watch.WatchActivities.Changes;
import dev.windlass.workflows.watch.WatchActivities.TellAlarms;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One window after another. Whatever speaks against the release is told only after a look at what
 * goes on around it: visitors are turned away in a maintenance, and a change has checks of its own.
 */
public final class StandingWatchWorkflowImpl implements StandingWatchWorkflow {

  private static final String WINDOW = "standing watch";

  /** So many windows make a history; then another run goes on. */
  private static final int WINDOWS = 100;

  /** How soon the end of a silence is noticed; hosts are visited to find out. */
  private static final Duration SILENT_PACE = Duration.ofMinutes(1);

  /** How long after its time an alarm that is told again may still be on its way. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private WatchRequest request;
  private Alarms alarms;
  private Phase phase;
  private Instant since = NamedTimer.now();
  private @Nullable String why;
  private @Nullable AnalysisReport last;
  private int renewals;
  private boolean over;

  @WorkflowInit
  public StandingWatchWorkflowImpl(WatchRequest request) {
    this.request = request;
    this.alarms = request.alarms() == null ? Alarms.NONE : request.alarms();
    this.why = request.why();
    this.phase = why == null ? standing() : Phase.SILENT;
  }

  @Override
  public void run(WatchRequest first) {
    index();
    enter(phase, why);
    for (int i = 0; i < WINDOWS && !over; i++) {
      next();
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    if (!over) {
      Workflow.continueAsNew(new WatchRequest(request.change(), request.plan(), alarms, why));
    }
  }

  /** One window, or one look at why there is none, and the wait after it. */
  private void next() {
    Supplier<Boolean> news = news();
    Surroundings around = new Surroundings(request);
    Instant began = NamedTimer.now();
    Changes changes = around.changes();
    if (around.areOfALaterRelease(changes) && !news.get()) {
      over = true;
      return;
    }
    if (phase != Phase.SILENT || !fallsSilent(around.hush(changes), news)) {
      AnalysisReport report = measure(began, news);
      if (report != null && maySay(report, around, news)) {
        judge(report);
      }
    }
    String then = phase == Phase.SILENT ? "look again" : "next window";
    NamedTimer.until(until(began), then).awaits(news);
  }

  /** Nobody need be asked when there is nothing to say. */
  private boolean maySay(AnalysisReport report, Surroundings around, Supplier<Boolean> news) {
    boolean well = report.verdict() == Verdict.PASS && alarms.open().isEmpty();
    return !news.get()
        && (well || !fallsSilent(around.hush(around.changes()), news))
        && !news.get();
  }

  /** Another release is watched from now on, or none. */
  private Supplier<Boolean> news() {
    int seen = renewals;
    return () -> over || renewals != seen;
  }

  /** Somebody who waits for an end is not kept waiting for a whole window. */
  private Instant until(Instant began) {
    Duration every = watch().every();
    if (phase == Phase.SILENT) {
      return NamedTimer.now().plus(every.compareTo(SILENT_PACE) < 0 ? SILENT_PACE : every);
    }
    boolean fails = last != null && last.verdict() == Verdict.FAIL;
    return fails ? NamedTimer.now().plus(every) : began.plus(watch().window());
  }

  /** Null when there is other news. */
  private @Nullable AnalysisReport measure(Instant began, Supplier<Boolean> news) {
    DeploymentPlan plan = request.plan();
    List<Check> checks = watch().paced(plan.checks());
    // Half a pace before the next window's first measurement, so that none is taken twice.
    Instant until = began.plus(watch().window()).minus(watch().every().dividedBy(2));
    try {
      return AnalysisWindows.bounded(request.change(), plan, checks)
          .measure(WINDOW, plan.releaseHosts(), until, news);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      return nothing(began, checks, Words.of(failure));
    }
  }

  private static AnalysisReport nothing(Instant began, List<Check> checks, String why) {
    Counts one = new Counts(0, 0, 0, 1, 0);
    return new AnalysisReport(
        WINDOW,
        began,
        NamedTimer.now(),
        Verdict.ERROR,
        checks.stream()
            .map(check ->
                new CheckReport(check.name(), check.severity(), Verdict.ERROR, one, null, why))
            .toList());
  }

  private boolean fallsSilent(@Nullable String reason, Supplier<Boolean> news) {
    if (!news.get()) {
      enter(reason == null ? standing() : Phase.SILENT, reason);
    }
    return reason != null;
  }

  private void judge(AnalysisReport report) {
    Instant now = NamedTimer.now();
    Alarms before = alarms;
    last = report;
    alarms = before.after(report, now);
    enter(standing(), null);
    tell(
        new TellAlarms(
            request.plan().application(),
            request.plan().environment(),
            request.change().release(),
            alarms.open(),
            alarms.begunSince(before),
            alarms.endedSince(before, now),
            now.plus(watch().window()).plus(watch().every()).plus(LATE)));
  }

  /** The one place from which alarms go out to people: whoever is to hear of them hears it here. */
  private static void tell(TellAlarms news) {
    if (news.open().isEmpty() && news.ended().isEmpty()) {
      return;
    }
    WatchActivities central =
        Workflow.newActivityStub(
            WatchActivities.class,
            ActivityPolicies.centralSoon("tell " + news.open().size() + " alarms"));
    try {
      central.tell(news);
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      Workflow.getLogger(StandingWatchWorkflowImpl.class)
          .warn("an alarm was not told: {}", Words.of(failure));
    }
  }

  private StandingWatch watch() {
    return Objects.requireNonNull(request.plan().standingWatch(), "a plan with a standing watch");
  }

  private Phase standing() {
    return alarms.open().isEmpty() ? Phase.WATCHING : Phase.ALARM;
  }

  private void enter(Phase next, @Nullable String reason) {
    boolean changed = next != phase;
    since = changed ? NamedTimer.now() : since;
    phase = next;
    why = reason;
    if (changed) {
      index();
    }
    Workflow.setCurrentDetails(WatchPicture.of(status()));
  }

  /** What it is found by. */
  private void index() {
    DeploymentPlan plan = request.plan();
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(plan.application()),
        SearchAttributes.ENVIRONMENT.valueSet(plan.environment()),
        SearchAttributes.RELEASE.valueSet(request.change().release()),
        SearchAttributes.PHASE.valueSet(WireNames.of(phase)));
  }

  @Override
  public void renew(WatchRequest other) {
    request = other;
    alarms = alarms.of(other.plan().checks());
    last = null;
    renewals++;
    index();
    enter(standing(), null);
  }

  @Override
  public void end(@Nullable String by) {
    over = true;
  }

  @Override
  public WatchStatus status() {
    DeploymentPlan plan = request.plan();
    return new WatchStatus(
        plan.application(),
        plan.environment(),
        request.change().release(),
        request.change().number(),
        watch().every(),
        plan.checks().stream().map(Check::name).toList(),
        phase,
        since,
        why,
        alarms.open(),
        last);
  }
}
