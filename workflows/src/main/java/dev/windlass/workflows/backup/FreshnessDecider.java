package dev.windlass.workflows.backup;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.FreshnessWorkflow.Freshness;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.drill.DrillLedgerActivities.LastPassed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the absence of a backup, or of a drill that passed, is an alarm. Pure. */
final class FreshnessDecider {

  private FreshnessDecider() {}

  /**
   * @param newest the newest there is, which is not of a time later than now, or null
   */
  static Freshness look(Limit limit, @Nullable Newest newest) {
    Instant from = newest == null ? limit.since() : newest.at();
    return new Freshness(
        limit.kind(),
        limit.longest(),
        newest == null ? null : newest.id(),
        newest == null ? null : newest.at(),
        from.plus(limit.longest()));
  }

  /**
   * @param at when its source was read, or when the drill ended
   */
  record Newest(String id, Instant at) {}

  /** One that claims to be of the future says nothing of the present. */
  static @Nullable Newest newest(List<Row> newestFirst, Instant now) {
    return newestFirst.stream()
        .filter(row -> !row.takenAt().isAfter(now) && !row.safety())
        .findFirst()
        .map(row -> new Newest(row.id(), row.takenAt()))
        .orElse(null);
  }

  /** The last drill that passed. */
  static @Nullable Newest passed(LastPassed last) {
    return last.drill() == null || last.at() == null ? null : new Newest(last.drill(), last.at());
  }

  /** The alarm that it is now; one that was open before keeps its beginning. */
  static Optional<Alarm> alarm(Freshness found, List<Alarm> before, Instant now) {
    if (now.isBefore(found.until())) {
      return Optional.empty();
    }
    boolean drill = found.kind().equals(Limit.DRILL);
    String check = drill ? "drill" : "backup of the " + found.kind();
    Instant since =
        before.stream()
            .filter(alarm -> alarm.check().equals(check))
            .findFirst()
            .map(Alarm::since)
            .orElse(now);
    String detail =
        found.newest() == null
            ? "%s, one every %s is expected"
                .formatted(drill ? "none has passed" : "there is none", Words.of(found.longest()))
            : "%s is %s of %s, one every %s is expected"
                .formatted(
                    drill ? "the last that passed" : "the newest",
                    found.newest(),
                    found.takenAt(),
                    Words.of(found.longest()));
    return Optional.of(new Alarm(check, Alarm.Kind.OVERDUE, null, detail, since, null));
  }
}
