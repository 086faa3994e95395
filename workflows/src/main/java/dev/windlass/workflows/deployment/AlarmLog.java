package dev.windlass.workflows.deployment;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.analysis.Alarms;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.contract.NamedTimer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The alarms of one run: those that are open and those that were. */
final class AlarmLog {

  private final List<Alarm> over = new ArrayList<>();
  private Alarms now = Alarms.NONE;

  /** What one more window makes new to tell. */
  List<String> after(AnalysisReport report) {
    Instant at = NamedTimer.now();
    Alarms before = now;
    now = before.after(report, at);
    List<Alarm> ended = now.endedSince(before, at);
    over.addAll(ended);
    return Stream.concat(
            now.begunSince(before).stream().map(alarm -> "alarm: " + alarm.sentence()),
            ended.stream().map(alarm -> "alarm is over: " + alarm.sentence()))
        .toList();
  }

  /** Null when there was none. */
  @Nullable List<Alarm> all() {
    return over.isEmpty() && now.open().isEmpty()
        ? null
        : Stream.concat(over.stream(), now.open().stream()).toList();
  }
}
