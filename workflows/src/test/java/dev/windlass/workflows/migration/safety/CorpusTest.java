package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.migration.safety.Corpus.Entry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Recall and precision on statements that were labelled from the engines' documentation. */
class CorpusTest {

  private static final Set<Category> NEVER_MISSED =
      EnumSet.of(Category.DESTRUCTIVE, Category.LOCKING);

  @Test
  void missesNothingDestructiveOrLockingOnPostgresql() {
    holds("PostgreSQL", Corpus.postgresql());
  }

  @Test
  void missesNothingDestructiveOrLockingOnMariaDbAndMySql() {
    holds("MariaDB and MySQL", Corpus.mariadb());
  }

  @Test
  void findsTheRuleOfEachStatement() {
    List<String> wrong = new ArrayList<>();
    for (Entry entry : all()) {
      List<String> found = entry.findings().stream().map(Finding::rule).toList();
      if (!found.containsAll(entry.rules())) {
        wrong.add(entry + ": expected " + entry.rules() + ", found " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void tellsExpandFromContract() {
    List<String> wrong = new ArrayList<>();
    for (Entry entry : all()) {
      MigrationKind found =
          entry.findings().stream()
              .map(Finding::kind)
              .max(Enum::compareTo)
              .orElse(MigrationKind.SAFE);
      if (found != entry.kind()) {
        wrong.add(entry + ": expected " + entry.kind() + ", found " + found);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Entry> all() {
    List<Entry> all = new ArrayList<>(Corpus.postgresql());
    all.addAll(Corpus.mariadb());
    return all;
  }

  private static void holds(String engine, List<Entry> entries) {
    assertThat(entries).hasSizeGreaterThanOrEqualTo(150);
    List<String> wrong = new ArrayList<>();
    for (Entry entry : entries) {
      Set<Category> found = Category.of(entry.findings());
      if (!found.equals(entry.labels())) {
        wrong.add(entry + ": expected " + entry.labels() + ", found " + found);
      }
    }
    System.out.printf(
        "proof: %s: labelled statements | %d | at least 150%n", engine, entries.size());
    wrong.forEach(line -> System.out.println("  wrong: " + line));
    for (Category category : Category.values()) {
      Score score = Score.of(category, entries);
      score.tell(engine);
      assertThat(score.precise()).as("%s of %s: %s", engine, category, wrong).isTrue();
      if (NEVER_MISSED.contains(category)) {
        assertThat(score.missed).as("%s of %s: %s", engine, category, wrong).isZero();
      }
    }
  }

  /** Counts of one category. */
  private record Score(Category category, int right, int missed, int wrong) {

    static Score of(Category category, List<Entry> entries) {
      int right = 0;
      int missed = 0;
      int wrong = 0;
      for (Entry entry : entries) {
        boolean labelled = entry.labels().contains(category);
        boolean found = Category.of(entry.findings()).contains(category);
        right += labelled && found ? 1 : 0;
        missed += labelled && !found ? 1 : 0;
        wrong += !labelled && found ? 1 : 0;
      }
      return new Score(category, right, missed, wrong);
    }

    /** At least 0.95, in whole numbers. */
    boolean precise() {
      return 100L * right >= 95L * (right + wrong);
    }

    /** In the form that {@code bin/prove} keeps. */
    void tell(String engine) {
      System.out.printf(
          "proof: %s, %s: recall and precision of %d | %.3f, %.3f | %s, 0.950%n",
          engine,
          category.name().toLowerCase(Locale.ROOT),
          right + missed,
          (double) right / Math.max(1, right + missed),
          (double) right / Math.max(1, right + wrong),
          NEVER_MISSED.contains(category) ? "1.000" : "none");
    }
  }
}
