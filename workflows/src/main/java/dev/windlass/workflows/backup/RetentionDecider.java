package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.RetentionVerdict.Cause;
import dev.windlass.workflows.backup.RetentionVerdict.Kept;
import dev.windlass.workflows.backup.RetentionVerdict.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which backups stay: grandfather, father, son. The newest, the one whose drill passed last, the
 * newest that ever passed a drill and those in use never go, whatever the retention says. Only days
 * that have a backup count, so that backups which stopped are not deleted by the calendar. A safety
 * backup stays until somebody removes it, and counts for nothing: nothing else holds what it holds,
 * and it may be of another database.
 */
public final class RetentionDecider {

  private static final Comparator<Candidate> OLDEST_FIRST =
      Comparator.comparing(Candidate::takenAt).thenComparing(Candidate::id);

  private final SequencedMap<String, List<Reason>> reasons = new LinkedHashMap<>();

  private RetentionDecider() {}

  /**
   * A backup that is complete.
   *
   * @param takenAt the moment whose data it holds
   * @param drilledAt when a drill of it passed last; null when none has
   * @param inUse whether a running workflow reads it or may fall back on it
   * @param safety whether it holds what a restore has replaced
   */
  public record Candidate(
      String id, Instant takenAt, @Nullable Instant drilledAt, boolean inUse, boolean safety) {

    /** Of what the environment lives on. */
    public Candidate(String id, Instant takenAt, @Nullable Instant drilledAt, boolean inUse) {
      this(id, takenAt, drilledAt, inUse, false);
    }
  }

  /**
   * @param backups of one application and environment, in any order; ids differ
   * @param zone whose days, weeks, months and years count
   * @param now backups that claim to be younger stay, and count for nothing
   */
  public static RetentionVerdict decide(
      List<Candidate> backups, Retention retention, ZoneId zone, Instant now) {
    List<Candidate> newestFirst = backups.stream().sorted(OLDEST_FIRST.reversed()).toList();
    List<Candidate> past =
        newestFirst.stream().filter(b -> !b.takenAt().isAfter(now) && !b.safety()).toList();
    RetentionDecider decider = new RetentionDecider();
    decider.list(newestFirst);
    decider.keepWhatNeverGoes(past);
    newestFirst.stream()
        .filter(b -> b.takenAt().isAfter(now))
        .forEach(ahead -> decider.keep(ahead, Cause.AHEAD));
    newestFirst.stream().filter(Candidate::safety).forEach(b -> decider.keep(b, Cause.SAFETY));
    Function<Candidate, LocalDate> day = b -> b.takenAt().atZone(zone).toLocalDate();
    decider.keepLast(retention.daily(), Cause.DAILY, past, b -> day.apply(b).toString());
    decider.keepLast(retention.weekly(), Cause.WEEKLY, past, b -> week(day.apply(b)));
    decider.keepLast(
        retention.monthly(), Cause.MONTHLY, past, b -> YearMonth.from(day.apply(b)).toString());
    decider.keepLast(retention.yearly(), Cause.YEARLY, past, b -> "" + day.apply(b).getYear());
    return decider.verdict();
  }

  private void list(List<Candidate> newestFirst) {
    for (Candidate backup : newestFirst) {
      if (reasons.put(backup.id(), new ArrayList<>()) != null) {
        throw new IllegalArgumentException("two backups have the id " + backup.id());
      }
    }
  }

  private void keepWhatNeverGoes(List<Candidate> newestFirst) {
    newestFirst.stream().findFirst().ifPresent(newest -> keep(newest, Cause.NEWEST));
    List<Drilled> drilled = newestFirst.stream().flatMap(b -> Drilled.of(b).stream()).toList();
    drilled.stream()
        .max(Comparator.comparing(Drilled::at).thenComparing(Drilled::backup, OLDEST_FIRST))
        .ifPresent(last -> keep(last.backup(), Cause.LAST_DRILLED));
    drilled.stream().findFirst().ifPresent(newest -> keep(newest.backup(), Cause.NEWEST_DRILLED));
    newestFirst.stream().filter(Candidate::inUse).forEach(used -> keep(used, Cause.IN_USE));
  }

  private record Drilled(Candidate backup, Instant at) {

    static Optional<Drilled> of(Candidate backup) {
      return Optional.ofNullable(backup.drilledAt()).map(at -> new Drilled(backup, at));
    }
  }

  /** The newest of each of the latest periods that have one. */
  private void keepLast(
      int periods, Cause cause, List<Candidate> newestFirst, Function<Candidate, String> period) {
    SequencedMap<String, Candidate> last = new LinkedHashMap<>();
    newestFirst.forEach(backup -> last.putIfAbsent(period.apply(backup), backup));
    last.entrySet().stream()
        .limit(periods)
        .forEach(one -> keep(one.getValue(), new Reason(cause, one.getKey())));
  }

  private static String week(LocalDate day) {
    return "%d-W%02d"
        .formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  private void keep(Candidate backup, Cause cause) {
    keep(backup, new Reason(cause, ""));
  }

  private void keep(Candidate backup, Reason reason) {
    Objects.requireNonNull(reasons.get(backup.id())).add(reason);
  }

  private RetentionVerdict verdict() {
    List<Kept> kept = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    reasons.forEach((id, why) -> {
      if (why.isEmpty()) {
        gone.addFirst(id);
      } else {
        kept.add(new Kept(id, why));
      }
    });
    return new RetentionVerdict(kept, gone);
  }
}
