package dev.windlass.workflows.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.backup.RetentionDecider.Candidate;
import dev.windlass.workflows.backup.RetentionVerdict.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionDeciderTest {

  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Retention NONE = new Retention(0, 0, 0, 0);

  private static Candidate taken(String at) {
    return new Candidate(at, Instant.parse(at), null, false);
  }

  private static RetentionVerdict decide(Retention retention, Candidate... backups) {
    return RetentionDecider.decide(List.of(backups), retention, UTC, NOW);
  }

  private static List<String> why(RetentionVerdict verdict, String id) {
    return verdict.keep().stream()
        .filter(kept -> kept.id().equals(id))
        .flatMap(kept -> kept.why().stream())
        .map(RetentionVerdict.Reason::sentence)
        .toList();
  }

  @Test
  void aSafetyBackupStaysAndCountsForNothing() {
    Candidate safety =
        new Candidate("safety", Instant.parse("2026-11-21T23:00:00Z"), null, false, true);
    Candidate nightly = taken("2026-11-21T02:00:00Z");
    Candidate older = taken("2026-11-20T02:00:00Z");

    RetentionVerdict verdict = decide(new Retention(1, 0, 0, 0), safety, nightly, older);

    assertThat(why(verdict, "safety"))
        .containsExactly("a safety backup stays until somebody removes it");
    assertThat(why(verdict, nightly.id())).containsExactly("newest", "daily of 2026-11-21");
    assertThat(verdict.delete()).containsExactly(older.id());
  }

  @Test
  void keepsTheLastOfEachDayWeekMonthAndYearAndSaysSo() {
    RetentionVerdict verdict =
        decide(
            new Retention(2, 2, 2, 2),
            taken("2026-11-22T02:00:00Z"),
            taken("2026-11-21T14:00:00Z"),
            taken("2026-11-21T02:00:00Z"),
            taken("2026-11-20T02:00:00Z"),
            taken("2026-11-15T02:00:00Z"),
            taken("2026-10-31T02:00:00Z"),
            taken("2026-09-30T02:00:00Z"),
            taken("2025-12-31T02:00:00Z"),
            taken("2024-12-31T02:00:00Z"));

    assertThat(why(verdict, "2026-11-22T02:00:00Z"))
        .containsExactly(
            "newest",
            "daily of 2026-11-22",
            "weekly of 2026-W47",
            "monthly of 2026-11",
            "yearly of 2026");
    assertThat(why(verdict, "2026-11-21T14:00:00Z")).containsExactly("daily of 2026-11-21");
    assertThat(why(verdict, "2026-11-15T02:00:00Z")).containsExactly("weekly of 2026-W46");
    assertThat(why(verdict, "2026-10-31T02:00:00Z")).containsExactly("monthly of 2026-10");
    assertThat(why(verdict, "2025-12-31T02:00:00Z")).containsExactly("yearly of 2025");
    assertThat(verdict.delete())
        .containsExactly(
            "2024-12-31T02:00:00Z",
            "2026-09-30T02:00:00Z",
            "2026-11-20T02:00:00Z",
            "2026-11-21T02:00:00Z");
  }

  @Test
  void countsOnlyDaysThatHaveABackup() {
    RetentionVerdict verdict =
        decide(
            new Retention(2, 0, 0, 0),
            taken("2026-06-01T02:00:00Z"),
            taken("2026-03-01T02:00:00Z"),
            taken("2026-01-01T02:00:00Z"));

    assertThat(why(verdict, "2026-03-01T02:00:00Z")).containsExactly("daily of 2026-03-01");
    assertThat(verdict.delete()).containsExactly("2026-01-01T02:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-03T12:00:00Z, weekly of 2026-W53",
    "2027-01-04T12:00:00Z, weekly of 2027-W01",
    "2024-12-30T12:00:00Z, weekly of 2025-W01",
  })
  void weeksAreThoseOfIso8601(Instant at, String said) {
    Candidate backup = new Candidate("b", at, null, false);
    RetentionVerdict verdict =
        RetentionDecider.decide(List.of(backup), new Retention(0, 1, 0, 0), UTC, at);
    assertThat(why(verdict, "b")).containsExactly("newest", said);
  }

  @Test
  void daysAreThoseOfTheZone() {
    List<Candidate> aroundMidnight =
        List.of(taken("2026-11-20T22:30:00Z"), taken("2026-11-20T23:30:00Z"));
    Retention daily = new Retention(5, 0, 0, 0);

    assertThat(RetentionDecider.decide(aroundMidnight, daily, UTC, NOW).delete())
        .containsExactly("2026-11-20T22:30:00Z");
    RetentionVerdict berlin =
        RetentionDecider.decide(aroundMidnight, daily, ZoneId.of("Europe/Berlin"), NOW);
    assertThat(berlin.delete()).isEmpty();
    assertThat(why(berlin, "2026-11-20T23:30:00Z"))
        .containsExactly("newest", "daily of 2026-11-21");
  }

  @Test
  void theNewestTheDrilledAndTheUsedNeverGo() {
    RetentionVerdict verdict =
        decide(
            NONE,
            new Candidate("newest", Instant.parse("2026-11-22T02:00:00Z"), null, false),
            new Candidate("loose", Instant.parse("2026-11-21T02:00:00Z"), null, false),
            new Candidate(
                "drilled-young",
                Instant.parse("2026-11-20T02:00:00Z"),
                Instant.parse("2026-11-20T09:00:00Z"),
                false),
            new Candidate(
                "drilled-late",
                Instant.parse("2026-11-10T02:00:00Z"),
                Instant.parse("2026-11-21T09:00:00Z"),
                false),
            new Candidate(
                "drilled-once",
                Instant.parse("2026-11-09T02:00:00Z"),
                Instant.parse("2026-11-09T09:00:00Z"),
                false),
            new Candidate("used", Instant.parse("2026-11-01T02:00:00Z"), null, true));

    assertThat(why(verdict, "newest")).containsExactly("newest");
    assertThat(why(verdict, "drilled-young")).containsExactly("newest that passed a drill");
    assertThat(why(verdict, "drilled-late")).containsExactly("passed the last drill that passed");
    assertThat(why(verdict, "used")).containsExactly("in use by a running workflow");
    assertThat(verdict.delete()).containsExactly("drilled-once", "loose");
  }

  @Test
  void aBackupFromTheFutureStaysAndCountsForNothing() {
    RetentionVerdict verdict =
        decide(
            new Retention(1, 1, 1, 1),
            taken("2099-01-01T00:00:00Z"),
            taken("2026-11-22T02:00:00Z"));

    assertThat(why(verdict, "2099-01-01T00:00:00Z"))
        .containsExactly("taken later than now: is a clock wrong?");
    assertThat(why(verdict, "2026-11-22T02:00:00Z")).contains("newest", "daily of 2026-11-22");
  }

  @Test
  void nothingIsDecidedOverNothing() {
    assertThat(decide(new Retention(7, 4, 12, 3)))
        .isEqualTo(new RetentionVerdict(List.of(), List.of()));
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new Retention(7, -1, 0, 0))
        .hasMessage("retention weekly: -1, expected 0 or more");
    assertThatThrownBy(
            () -> decide(NONE, taken("2026-11-22T02:00:00Z"), taken("2026-11-22T02:00:00Z")))
        .hasMessageContaining("two backups have the id 2026-11-22T02:00:00Z");
  }

  /** A few years of backups at random moments, some drilled, some used. */
  private record Story(int seed, List<Candidate> backups, Retention retention, ZoneId zone) {

    static Story of(int seed) {
      Random random = new Random(seed);
      List<Candidate> backups = new ArrayList<>();
      int count = random.nextInt(60);
      int spread = 1 + random.nextInt(1000);
      for (int i = 0; i < count; i++) {
        Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(60 * 24 * spread)));
        Instant drilled = random.nextInt(6) == 0 ? at.plusSeconds(random.nextInt(1_000_000)) : null;
        backups.add(new Candidate("b" + i, at, drilled, random.nextInt(20) == 0));
      }
      Retention retention =
          new Retention(
              random.nextInt(9), random.nextInt(6), random.nextInt(14), random.nextInt(4));
      List<String> zones = List.of("UTC", "Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo");
      return new Story(
          seed, backups, retention, ZoneId.of(zones.get(random.nextInt(zones.size()))));
    }

    List<String> kept() {
      return verdict().keep().stream().map(Kept::id).toList();
    }

    RetentionVerdict verdict() {
      return RetentionDecider.decide(backups, retention, zone, NOW);
    }

    /** The last backup of each of the last periods, found the slow way: period by period. */
    SequencedSet<String> lastOf(int periods, Function<LocalDate, LocalDate> firstDay) {
      SequencedSet<String> ids = new LinkedHashSet<>();
      backups.stream()
          .map(b -> firstDay.apply(LocalDate.ofInstant(b.takenAt(), zone)))
          .distinct()
          .sorted(Comparator.reverseOrder())
          .limit(periods)
          .forEach(period ->
              backups.stream()
                  .filter(
                      b -> firstDay.apply(LocalDate.ofInstant(b.takenAt(), zone)).equals(period))
                  .max(Comparator.comparing(Candidate::takenAt).thenComparing(Candidate::id))
                  .ifPresent(last -> ids.add(last.id())));
      return ids;
    }
  }

  private static void always(Consumer<Story> promise) {
    for (int seed = 0; seed < 500; seed++) {
      try {
        promise.accept(Story.of(seed));
      } catch (AssertionError broken) {
        throw new AssertionError("with seed " + seed, broken);
      }
    }
  }

  @Test
  void everyBackupEitherStaysForAReasonOrGoes() {
    always(RetentionDeciderTest::everyBackupIsDecidedOn);
  }

  private static void everyBackupIsDecidedOn(Story story) {
    RetentionVerdict verdict = story.verdict();
    List<String> all = new ArrayList<>(story.kept());
    all.addAll(verdict.delete());

    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(story.backups().stream().map(Candidate::id).toList());
    assertThat(verdict.keep()).allSatisfy(kept -> assertThat(kept.why()).isNotEmpty());
  }

  @Test
  void neverDeletesTheNewestTheLastDrilledNorOneInUse() {
    always(RetentionDeciderTest::nothingThatMustStayGoes);
  }

  private static void nothingThatMustStayGoes(Story story) {
    List<String> deleted = story.verdict().delete();
    Comparator<Candidate> byAge =
        Comparator.comparing(Candidate::takenAt).thenComparing(Candidate::id);

    story.backups().stream()
        .max(byAge)
        .ifPresent(newest -> assertThat(deleted).doesNotContain(newest.id()));
    assertThat(story.backups().stream().filter(Candidate::inUse).map(Candidate::id))
        .noneMatch(deleted::contains);
    story.backups().stream()
        .filter(b -> b.drilledAt() != null)
        .max(Comparator.comparing(b -> String.valueOf(b.drilledAt())))
        .ifPresent(last -> assertThat(deleted).doesNotContain(last.id()));
  }

  @Test
  void keepsExactlyTheLastOfThePeriodsAndWhatNeverGoes() {
    always(RetentionDeciderTest::whatStaysForAPeriodIsItsLast);
  }

  private static void whatStaysForAPeriodIsItsLast(Story story) {
    SequencedSet<String> expected = new LinkedHashSet<>();
    expected.addAll(story.lastOf(story.retention().daily(), day -> day));
    expected.addAll(
        story.lastOf(
            story.retention().weekly(), day -> day.minusDays(day.getDayOfWeek().getValue() - 1)));
    expected.addAll(story.lastOf(story.retention().monthly(), day -> day.withDayOfMonth(1)));
    expected.addAll(story.lastOf(story.retention().yearly(), day -> day.withDayOfYear(1)));
    List<String> byRetention =
        story.verdict().keep().stream()
            .filter(kept -> kept.why().stream().anyMatch(why -> !why.period().isEmpty()))
            .map(Kept::id)
            .toList();

    assertThat(byRetention).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theOrderOfTheBackupsDoesNotMatterAndDecidingAgainDeletesNothingMore() {
    always(RetentionDeciderTest::decidingAgainChangesNothing);
  }

  private static void decidingAgainChangesNothing(Story story) {
    List<Candidate> shuffled = new ArrayList<>(story.backups());
    Collections.shuffle(shuffled, new Random(story.seed()));
    assertThat(RetentionDecider.decide(shuffled, story.retention(), story.zone(), NOW))
        .isEqualTo(story.verdict());
    List<String> kept = story.kept();
    List<Candidate> left = story.backups().stream().filter(b -> kept.contains(b.id())).toList();
    assertThat(RetentionDecider.decide(left, story.retention(), story.zone(), NOW).delete())
        .isEmpty();
  }
}
