package dev.windlass.workflows.backup;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.FreshnessWorkflow.Freshness;
import dev.windlass.workflows.backup.FreshnessWorkflow.Lack;
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
   * @param newest the last that passed, or null
   */
  static Freshness look(Limit limit, @Nullable Newest newest) {
    return look(limit, newest, null);
  }

  /** One that claims to be of the future says nothing of the present. */
  static Freshness look(Limit limit, List<Row> newestFirst, Instant now) {
    List<Row> rows =
        newestFirst.stream().filter(row -> !row.takenAt().isAfter(now) && !row.safety()).toList();
    Newest everywhere =
        rows.stream()
            .filter(row -> row.stores().containsAll(limit.declared()))
            .findFirst()
            .map(row -> new Newest(row.id(), row.takenAt()))
            .orElse(null);
    return look(limit, everywhere, rows.isEmpty() ? null : lack(limit, rows.getFirst()));
  }

  private static @Nullable Lack lack(Limit limit, Row newest) {
    List<String> without =
        limit.declared().stream().filter(store -> !newest.stores().contains(store)).toList();
    return without.isEmpty() ? null : new Lack(newest.id(), newest.takenAt(), without);
  }

  private static Freshness look(Limit limit, @Nullable Newest newest, @Nullable Lack lack) {
    Instant from = newest == null ? limit.since() : newest.at();
    return new Freshness(
        limit.kind(),
        limit.longest(),
        newest == null ? null : newest.id(),
        newest == null ? null : newest.at(),
        from.plus(limit.longest()),
        lack);
  }

  /**
   * @param at when its source was read, or when the drill ended
   */
  record Newest(String id, Instant at) {}

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
    String expected = "one every %s is expected".formatted(Words.of(found.longest()));
    String detail = "%s, %s".formatted(there(found), expected);
    return Optional.of(new Alarm(check, Alarm.Kind.OVERDUE, null, detail, since, null));
  }

  private static String there(Freshness found) {
    Lack lack = found.lack();
    if (lack != null) {
      return "%s of %s is not in %s, and %s"
          .formatted(
              lack.backup(),
              lack.takenAt(),
              String.join(", ", lack.stores()),
              found.newest() == null
                  ? "none is in every store"
                  : "the newest in every store is %s of %s"
                      .formatted(found.newest(), found.takenAt()));
    }
    boolean drill = found.kind().equals(Limit.DRILL);
    if (found.newest() == null) {
      return drill ? "none has passed" : "there is none";
    }
    return "%s is %s of %s"
        .formatted(drill ? "the last that passed" : "the newest", found.newest(), found.takenAt());
  }
}
