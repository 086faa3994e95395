package dev.windlass.cli.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.backup.FreshnessWorkflow.Freshness;
import dev.windlass.workflows.backup.FreshnessWorkflow.FreshnessStatus;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.watch.StandingWatchWorkflow.Phase;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a watch has to say. */
final class AlarmLines {

  private AlarmLines() {}

  /** How an environment's standing watch stands, one line more for each alarm. */
  static List<String> standing(JsonNode watch, ZoneId zone) {
    WatchStatus status = WindlassServer.read(watch, WatchStatus.class);
    List<String> lines = new ArrayList<>();
    String since = Words.moment(status.since(), zone);
    lines.add(
        "watch  every %s%s"
            .formatted(
                Words.duration(status.every()),
                status.phase() == Phase.SILENT
                    ? ", silent since %s: %s".formatted(since, status.why())
                    : ": " + Words.names(status.checks(), 80)));
    status.alarms().forEach(alarm -> lines.add("alarm  " + alarm(alarm, zone)));
    return lines;
  }

  /** How young backups and drills are, one line more for each alarm. */
  static List<String> backups(JsonNode freshness, ZoneId zone) {
    FreshnessStatus status = WindlassServer.read(freshness, FreshnessStatus.class);
    List<String> lines = new ArrayList<>();
    for (Freshness kind : status.kinds()) {
      String by = Words.moment(kind.until(), zone);
      String at = kind.takenAt() == null ? null : Words.moment(kind.takenAt(), zone);
      lines.add(kind.kind().equals(Limit.DRILL) ? drill(kind, at, by) : backup(kind, at, by));
    }
    status.alarms().forEach(alarm -> lines.add("alarm  " + alarm(alarm, zone)));
    return lines;
  }

  private static String backup(Freshness kind, @Nullable String at, String by) {
    return at == null
        ? "backup none of the %s yet, expected by %s".formatted(kind.kind(), by)
        : "backup %s of the %s, %s; the next is expected by %s"
            .formatted(kind.newest(), kind.kind(), at, by);
  }

  private static String drill(Freshness kind, @Nullable String at, String by) {
    return at == null
        ? "drill  none has passed yet, expected by " + by
        : "drill  %s passed, %s; the next is expected by %s".formatted(kind.newest(), at, by);
  }

  /** The alarms of a run whose watch takes nothing back; none of most. */
  static List<String> ofRun(@Nullable List<Alarm> alarms) {
    return alarms == null ? List.of() : alarms.stream().map(AlarmLines::lasting).toList();
  }

  private static String alarm(Alarm alarm, ZoneId zone) {
    return "since " + Words.moment(alarm.since(), zone) + "  " + alarm.sentence();
  }

  private static String lasting(Alarm alarm) {
    Instant until = alarm.until();
    return alarm.sentence()
        + (until == null
            ? ", and goes on"
            : ", over after " + Words.duration(Duration.between(alarm.since(), until)));
  }
}
