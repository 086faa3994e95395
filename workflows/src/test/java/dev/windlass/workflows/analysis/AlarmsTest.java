package dev.windlass.workflows.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import dev.windlass.workflows.analysis.AnalysisReport.Counts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which checks are not well, by what windows say one after another. */
class AlarmsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void aFailingCheckIsAnAlarmThatKeepsItsBeginning() {
    Alarms first = Alarms.NONE.after(report(failing("up", "status 500")), NOW);
    Alarms second = first.after(report(failing("up", "status 503")), LATER);

    assertThat(first.begunSince(Alarms.NONE)).extracting(Alarm::check).containsExactly("up");
    assertThat(second.begunSince(first)).isEmpty();
    assertThat(second.open())
        .containsExactly(new Alarm("up", Alarm.Kind.FAILING, "web-1", "status 503", NOW, null));
    assertThat(second.open().getFirst().sentence())
        .isEqualTo("check up failed on web-1: status 503");
  }

  @Test
  void aWindowThatPassesIsItsEnd() {
    Alarms before = Alarms.NONE.after(report(failing("up", "status 500")), NOW);
    Alarms after = before.after(report(passing("up")), LATER);

    assertThat(after.open()).isEmpty();
    assertThat(after.endedSince(before, LATER))
        .extracting(Alarm::check, Alarm::since, Alarm::until)
        .containsExactly(org.assertj.core.api.Assertions.tuple("up", NOW, LATER));
  }

  @Test
  void aCheckOfSeverityWarnNeverAlarms() {
    CheckReport slow =
        new CheckReport(
            "slow", Check.Severity.WARN, Verdict.FAIL, counts(0, 3), "web-1", "took 2 s");

    assertThat(Alarms.NONE.after(report(slow), NOW)).isEqualTo(Alarms.NONE);
  }

  @Test
  void whatCannotBeMeasuredIsAnAlarmOfItsOwnAfterThreeWindows() {
    Alarms twice = after(Alarms.NONE, unmeasured("up"), unmeasured("up"));
    Alarms thrice = after(twice, unmeasured("up"));

    assertThat(twice.open()).isEmpty();
    assertThat(thrice.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.UNMEASURED);
    assertThat(thrice.open().getFirst().sentence())
        .isEqualTo("check up could not be measured on web-1: no route");
  }

  @Test
  void oneWindowThatSaysSomethingBeginsTheCountAnew() {
    Alarms alarms =
        after(
            Alarms.NONE,
            unmeasured("up"),
            unmeasured("up"),
            passing("up"),
            unmeasured("up"),
            unmeasured("up"));

    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void whatCannotBeMeasuredAnyMoreIsNoEndOfAnAlarm() {
    Alarms alarms =
        after(
            Alarms.NONE,
            failing("up", "status 500"),
            unmeasured("up"),
            unmeasured("up"),
            unmeasured("up"));

    assertThat(alarms.open()).extracting(Alarm::kind).containsExactly(Alarm.Kind.FAILING);
  }

  @Test
  void aWindowCutShortByOneCheckSaysOfAnotherOnlyWhatWasMeasured() {
    Alarms both =
        Alarms.NONE.after(report(failing("up", "status 500"), failing("login", "status 302")), NOW);
    CheckReport untouched =
        new CheckReport("login", Check.Severity.FAIL, Verdict.PASS, counts(0, 0), null, "");
    CheckReport seenWell =
        new CheckReport("login", Check.Severity.FAIL, Verdict.PASS, counts(1, 0), null, "");

    assertThat(both.after(report(failing("up", "status 500"), untouched), LATER).open())
        .extracting(Alarm::check)
        .containsExactly("up", "login");
    assertThat(both.after(report(failing("up", "status 500"), seenWell), LATER).open())
        .extracting(Alarm::check)
        .containsExactly("up");
  }

  @Test
  void aCheckThatIsAskedNoMoreTakesItsAlarmWithIt() {
    Alarms alarms = Alarms.NONE.after(report(failing("up", "status 500")), NOW);

    assertThat(alarms.of(List.of())).isEqualTo(Alarms.NONE);
  }

  private static Alarms after(Alarms alarms, CheckReport... windows) {
    Alarms now = alarms;
    for (CheckReport window : windows) {
      now = now.after(report(window), NOW);
    }
    return now;
  }

  private static AnalysisReport report(CheckReport... checks) {
    return new AnalysisReport("w", NOW, NOW, RuleDecider.overall(List.of(checks)), List.of(checks));
  }

  private static CheckReport failing(String check, String detail) {
    return new CheckReport(check, Check.Severity.FAIL, Verdict.FAIL, counts(0, 1), "web-1", detail);
  }

  private static CheckReport passing(String check) {
    return new CheckReport(check, Check.Severity.FAIL, Verdict.PASS, counts(1, 0), null, "");
  }

  private static CheckReport unmeasured(String check) {
    return new CheckReport(
        check, Check.Severity.FAIL, Verdict.ERROR, new Counts(0, 0, 0, 3, 0), "web-1", "no route");
  }

  private static Counts counts(int pass, int fail) {
    return new Counts(pass, fail, 0, 0, 0);
  }
}
