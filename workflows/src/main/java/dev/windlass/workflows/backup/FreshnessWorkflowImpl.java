package dev.windlass.workflows.backup;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.backup.CatalogueActivities.ListBackups;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.FreshnessDecider.Newest;
import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.Markdown;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DrillLedgerActivities;
import dev.windlass.workflows.drill.DrillLedgerActivities.DrillsOf;
import dev.windlass.workflows.watch.WatchActivities;
import dev.windlass.workflows.watch.WatchActivities.TellAlarms;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sleeps until the next one should have been there, looks, and tells if it was not. */
public final class FreshnessWorkflowImpl implements FreshnessWorkflow {

  private static final String ABOUT = "backups";

  /** So many looks make a history; then another run goes on. */
  private static final int LOOKS = 200;

  /** How soon the end of an alarm is noticed, and how often it is told again. */
  private static final Duration PACE = Duration.ofMinutes(5);

  /** How long after its time an alarm that is told again may still be on its way. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private Vigil vigil;
  private List<Alarm> alarms;
  private List<Freshness> found = List.of();
  private int renewals;
  private boolean over;

  @WorkflowInit
  public FreshnessWorkflowImpl(Vigil vigil) {
    this.vigil = vigil;
    this.alarms = vigil.open();
  }

  @Override
  public void run(Vigil first) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.APPLICATION.valueSet(vigil.application()),
        SearchAttributes.ENVIRONMENT.valueSet(vigil.environment()));
    for (int i = 0; i < LOOKS && !over; i++) {
      Supplier<Boolean> news = news();
      look();
      NamedTimer.until(next(), "a backup or a drill is due").awaits(news);
    }
    Workflow.await(Workflow::isEveryHandlerFinished);
    if (!over) {
      Workflow.continueAsNew(
          new Vigil(vigil.application(), vigil.environment(), vigil.limits(), alarms));
    }
  }

  /** Another file counts from now on, or none. */
  private Supplier<Boolean> news() {
    int seen = renewals;
    return () -> over || renewals != seen;
  }

  private void look() {
    found = vigil.limits().stream().map(this::look).toList();
    Instant now = NamedTimer.now();
    List<Alarm> before = alarms;
    alarms =
        found.stream().flatMap(one -> FreshnessDecider.alarm(one, before, now).stream()).toList();
    Workflow.setCurrentDetails(picture());
    tell(before, now);
  }

  private Freshness look(Limit limit) {
    return limit.kind().equals(Limit.DRILL)
        ? FreshnessDecider.look(limit, passed())
        : FreshnessDecider.look(limit, rows(limit.kind()), NamedTimer.now());
  }

  private @Nullable Newest passed() {
    DrillLedgerActivities ledger =
        Workflow.newActivityStub(
            DrillLedgerActivities.class,
            ActivityPolicies.central("look for a drill that has passed"));
    return FreshnessDecider.passed(
        ledger.lastPassed(new DrillsOf(vigil.application(), vigil.environment())));
  }

  private List<Row> rows(String kind) {
    CatalogueActivities catalogue =
        Workflow.newActivityStub(
            CatalogueActivities.class, ActivityPolicies.central("look for backups of the " + kind));
    return catalogue.list(new ListBackups(vigil.application(), vigil.environment(), kind)).rows();
  }

  private Instant next() {
    Instant now = NamedTimer.now();
    Instant next =
        found.stream()
            .map(Freshness::until)
            .filter(until -> until.isAfter(now))
            .min(Instant::compareTo)
            .orElse(now.plus(PACE));
    Instant soon = now.plus(PACE);
    return alarms.isEmpty() || next.isBefore(soon) ? next : soon;
  }

  private void tell(List<Alarm> before, Instant now) {
    List<Alarm> begun = without(alarms, before);
    List<Alarm> ended = without(before, alarms).stream().map(alarm -> alarm.over(now)).toList();
    if (alarms.isEmpty() && ended.isEmpty()) {
      return;
    }
    WatchActivities central =
        Workflow.newActivityStub(
            WatchActivities.class,
            ActivityPolicies.centralSoon("tell " + alarms.size() + " alarms"));
    try {
      central.tell(
          new TellAlarms(
              vigil.application(),
              vigil.environment(),
              "",
              alarms,
              begun,
              ended,
              now.plus(PACE).plus(LATE),
              ABOUT));
    } catch (ActivityFailure failure) {
      if (failure.getCause() instanceof CanceledFailure) {
        throw failure;
      }
      Workflow.getLogger(FreshnessWorkflowImpl.class)
          .warn("an alarm was not told: {}", Words.of(failure));
    }
  }

  private static List<Alarm> without(List<Alarm> some, List<Alarm> others) {
    return some.stream()
        .filter(alarm -> others.stream().noneMatch(other -> other.check().equals(alarm.check())))
        .toList();
  }

  private String picture() {
    List<String> lines = new ArrayList<>();
    lines.add("## %s %s · backups".formatted(vigil.application(), vigil.environment()));
    for (Freshness one : found) {
      lines.add(
          one.newest() == null
              ? "- %s: none yet, expected by %s".formatted(one.kind(), one.until())
              : "- %s: %s of %s, the next is expected by %s"
                  .formatted(one.kind(), one.newest(), one.takenAt(), one.until()));
    }
    alarms.forEach(alarm -> lines.add("- **" + Markdown.literal(alarm.sentence()) + "**"));
    return String.join("\n\n", lines);
  }

  /**
   * What was waited for already goes on being waited for: a file that is put often hides nothing.
   * Only a store that is new in it gets the time to be filled.
   */
  @Override
  public void renew(Vigil other) {
    List<Limit> limits = other.limits().stream().map(this::kept).toList();
    vigil = new Vigil(other.application(), other.environment(), limits);
    renewals++;
  }

  private Limit kept(Limit limit) {
    return Stream.concat(
            vigil.limits().stream().filter(known -> known.kind().equals(limit.kind())),
            Stream.of(limit))
        .filter(known -> known.declared().containsAll(limit.declared()))
        .map(known -> new Limit(limit.kind(), limit.longest(), known.since(), limit.stores()))
        .findFirst()
        .orElse(limit);
  }

  @Override
  public void end(@Nullable String by) {
    over = true;
  }

  @Override
  public FreshnessStatus status() {
    return new FreshnessStatus(vigil.application(), vigil.environment(), found, alarms);
  }
}
