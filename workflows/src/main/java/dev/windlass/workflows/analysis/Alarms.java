package dev.windlass.workflows.analysis;

import dev.windlass.workflows.analysis.AnalysisReport.CheckReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which checks are not well, by what one window after another said of them. Checks of severity
 * {@code warn} never alarm.
 *
 * @param open in the order in which they began
 * @param unmeasured checks that the last windows could not tell good from bad
 */
public record Alarms(List<Alarm> open, List<Unmeasured> unmeasured) {

  /** So many windows in a row without a measurement that says something are an alarm. */
  public static final int ROUNDS = 3;

  public static final Alarms NONE = new Alarms(List.of(), List.of());

  public Alarms {
    open = List.copyOf(open);
    unmeasured = List.copyOf(unmeasured);
  }

  /**
   * @param rounds windows in a row
   */
  public record Unmeasured(String check, int rounds) {}

  /** After one more window. */
  public Alarms after(AnalysisReport report, Instant now) {
    List<Alarm> still = new ArrayList<>(open);
    List<Unmeasured> blind = new ArrayList<>(unmeasured);
    for (CheckReport check : report.checks()) {
      if (check.severity() == Check.Severity.FAIL) {
        take(check, isCutShort(report), new Book(still, blind, now));
      }
    }
    return new Alarms(still, blind);
  }

  /** What is left of them where only these checks are asked from now on. */
  public Alarms of(List<Check> checks) {
    List<String> names = checks.stream().map(Check::name).toList();
    return new Alarms(
        open.stream().filter(alarm -> names.contains(alarm.check())).toList(),
        unmeasured.stream().filter(one -> names.contains(one.check())).toList());
  }

  /** Those that were not there before. */
  public List<Alarm> begunSince(Alarms before) {
    return open.stream().filter(alarm -> !before.has(alarm)).toList();
  }

  /** Those of before that are no more. */
  public List<Alarm> endedSince(Alarms before, Instant now) {
    return before.open.stream().filter(alarm -> !has(alarm)).map(alarm -> alarm.over(now)).toList();
  }

  private boolean has(Alarm alarm) {
    return open.stream()
        .anyMatch(one -> one.check().equals(alarm.check()) && one.kind() == alarm.kind());
  }

  /** A window that ends at once because a check has failed says little of the others. */
  private static boolean isCutShort(AnalysisReport report) {
    return report.checks().stream()
        .anyMatch(check -> check.severity() == Check.Severity.FAIL && hasFailed(check));
  }

  private static boolean hasFailed(CheckReport check) {
    return check.verdict() == Verdict.FAIL && check.counts().fail() > 0;
  }

  private record Book(List<Alarm> open, List<Unmeasured> blind, Instant now) {

    void close(String check) {
      open.removeIf(alarm -> alarm.check().equals(check));
      blind.removeIf(one -> one.check().equals(check));
    }

    void open(CheckReport check, Alarm.Kind kind) {
      Alarm before = find(check.check());
      Instant since = before != null && before.kind() == kind ? before.since() : now;
      Alarm alarm = new Alarm(check.check(), kind, check.host(), check.detail(), since, null);
      if (before == null) {
        open.add(alarm);
      } else {
        open.set(open.indexOf(before), alarm);
      }
    }

    @Nullable Alarm find(String check) {
      return open.stream().filter(alarm -> alarm.check().equals(check)).findFirst().orElse(null);
    }

    int blindAgain(String check) {
      int rounds =
          1
              + blind.stream()
                  .filter(one -> one.check().equals(check))
                  .mapToInt(Unmeasured::rounds)
                  .sum();
      blind.removeIf(one -> one.check().equals(check));
      blind.add(new Unmeasured(check, rounds));
      return rounds;
    }
  }

  private static void take(CheckReport check, boolean cutShort, Book book) {
    switch (check.verdict()) {
      case FAIL -> {
        if (!cutShort || hasFailed(check)) {
          book.blind().removeIf(one -> one.check().equals(check.check()));
          book.open(check, Alarm.Kind.FAILING);
        }
      }
      case PASS -> {
        boolean seenWell = check.counts().pass() > 0 && check.counts().fail() == 0;
        if (!cutShort || seenWell) {
          book.close(check.check());
        }
      }
      case ERROR, INCONCLUSIVE, NO_DATA -> {
        Alarm before = book.find(check.check());
        boolean known = before != null && before.kind() == Alarm.Kind.FAILING;
        if (!cutShort && book.blindAgain(check.check()) >= ROUNDS && !known) {
          book.open(check, Alarm.Kind.UNMEASURED);
        }
      }
    }
  }
}
