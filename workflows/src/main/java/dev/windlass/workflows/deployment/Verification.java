package dev.windlass.workflows.deployment;

import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisWindows;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.NamedTimer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the release once it is live everywhere. */
final class Verification {

  /** A check that goes on failing ends each window at once. */
  private static final Duration AFTER_ALARM = Duration.ofMinutes(1);

  private final Run run;
  private final People people;
  private final String window;
  private final AnalysisWindows windows;

  Verification(Run run, People people) {
    // A visitor sees what a person has closed, and that says nothing of the release.
    this(run, people, "verify", run.former().isClosed() ? checks(run, false) : run.plan.checks());
  }

  private Verification(Run run, People people, String window, List<Check> checks) {
    this.run = run;
    this.people = people;
    this.window = window;
    this.windows = new AnalysisWindows(run.change(), run.plan, checks);
  }

  /** What can be asked while visitors are turned away. */
  static Verification fromInside(Run run, People people) {
    return new Verification(run, people, "verify inside", checks(run, false));
  }

  /** What a visitor sees. */
  static Verification fromOutside(Run run, People people) {
    return new Verification(run, people, "verify outside", checks(run, true));
  }

  private static List<Check> checks(Run run, boolean outside) {
    return run.plan.checks().stream().filter(check -> check.asksOutside() == outside).toList();
  }

  /** Every check once, over all hosts; again for as long as a person says so. */
  void verify() {
    run.board.enter(Phase.VERIFYING, null);
    Verb said = Verb.RETRY;
    while (said == Verb.RETRY) {
      said = judge(windows.once(window, run.plan.releaseHosts()));
    }
  }

  /** The checks go on for a while. */
  void watch() {
    if (!run.plan.watch().isPositive()) {
      return;
    }
    run.board.enter(Phase.WATCHING, null);
    people.takePromotion();
    Instant deadline = NamedTimer.now().plus(run.plan.watch());
    run.board.waitsUntil(deadline);
    while (NamedTimer.now().isBefore(deadline) && !people.hasPromoted()) {
      AnalysisReport report =
          windows.window("watch", run.plan.releaseHosts(), deadline, people::hasPromoted);
      if (report == null) {
        continue;
      }
      if (run.plan.alarmsOnly()) {
        tell(report, deadline);
      } else if (judge(report) == Verb.PROMOTE) {
        return;
      }
    }
  }

  /** Where the file wants no more of it: nothing is taken back and nobody is asked. */
  private void tell(AnalysisReport report, Instant deadline) {
    run.board.analysis(report, !AnalysisWindows.sameVerdicts(run.board.analysis(), report));
    run.board.alarms(report);
    if (report.verdict() == Verdict.FAIL) {
      Instant again = NamedTimer.now().plus(AFTER_ALARM);
      NamedTimer.until(again.isBefore(deadline) ? again : deadline, "look again")
          .awaits(people::hasPromoted);
    }
  }

  /** What a person says to evidence that is neither good nor bad; null when it is good. */
  private @Nullable Verb judge(AnalysisReport report) {
    run.board.analysis(report, !AnalysisWindows.sameVerdicts(run.board.analysis(), report));
    if (report.verdict() == Verdict.FAIL) {
      throw Stop.undo(failure(report));
    }
    return report.verdict() == Verdict.PASS
        ? null
        : run.attention.ask(inconclusive(report), Verb.PROMOTE, Verb.RETRY, Verb.UNDO).verb();
  }

  static Reason failure(@Nullable AnalysisReport report) {
    return reason(Reason.Code.CHECK_FAILED, report);
  }

  static Reason inconclusive(@Nullable AnalysisReport report) {
    return reason(Reason.Code.CHECK_INCONCLUSIVE, report);
  }

  private static Reason reason(Reason.Code code, @Nullable AnalysisReport report) {
    CheckReport decisive = report == null ? null : report.decisive();
    if (report == null || decisive == null) {
      return new Reason(code, null, null);
    }
    String where = decisive.host() == null ? "" : " on " + decisive.host();
    String count = " (" + decisive.counts().fail() + " of " + decisive.counts().all() + " failed)";
    return new Reason(
        code, decisive.check(), decisive.detail() + where + count + " during " + report.window());
  }
}
