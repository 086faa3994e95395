package dev.windlass.workflows.backup;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.FreshnessWorkflow.Freshness;
import dev.windlass.workflows.backup.FreshnessWorkflow.Limit;
import dev.windlass.workflows.contract.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the absence of a backup is an alarm. Pure. */
final class FreshnessDecider {

  private FreshnessDecider() {}

  /**
   * @param newest the newest that is whole in some store and was not taken later than now, or null
   */
  static Freshness look(Limit limit, @Nullable Row newest) {
    Instant from = newest == null ? limit.since() : newest.takenAt();
    return new Freshness(
        limit.kind(),
        limit.longest(),
        newest == null ? null : newest.id(),
        newest == null ? null : newest.takenAt(),
        from.plus(limit.longest()));
  }

  /** One that claims to be of the future says nothing of the present. */
  static @Nullable Row newest(List<Row> newestFirst, Instant now) {
    return newestFirst.stream().filter(row -> !row.takenAt().isAfter(now)).findFirst().orElse(null);
  }

  /** The alarm that it is now; one that was open before keeps its beginning. */
  static Optional<Alarm> alarm(Freshness found, List<Alarm> before, Instant now) {
    if (now.isBefore(found.until())) {
      return Optional.empty();
    }
    String check = "backup of the " + found.kind();
    Instant since =
        before.stream()
            .filter(alarm -> alarm.check().equals(check))
            .findFirst()
            .map(Alarm::since)
            .orElse(now);
    String detail =
        found.newest() == null
            ? "there is none, one every %s is expected".formatted(Words.of(found.longest()))
            : "the newest is %s of %s, one every %s is expected"
                .formatted(found.newest(), found.takenAt(), Words.of(found.longest()));
    return Optional.of(new Alarm(check, Alarm.Kind.OVERDUE, null, detail, since, null));
  }
}
