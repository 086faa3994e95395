package dev.windlass.workflows.migration;

import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.safety.Finding;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.Severity;
import dev.windlass.workflows.migration.safety.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What stands against letting pending migrations run, in words. */
public final class SchemaObjections {

  static final String MIGRATIONS = "migrations";

  /** What is no script but a framework's has no place for a comment. */
  private static final String SQL = ".sql";

  /** By so much two clocks may differ. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

  private SchemaObjections() {}

  /**
   * Each finding that nobody vouches for: where it is, its rule, and what to write instead. With
   * them what is wrong with waivers, since one of those may have been meant for it.
   */
  public static List<Problem> of(Reading reading) {
    List<Problem> problems = new ArrayList<>();
    for (Finding finding : reading.stopping()) {
      problems.add(new Problem(finding.place().at(), what(finding), mend(finding)));
    }
    if (problems.isEmpty()) {
      return problems;
    }
    reading.findings().stream()
        .filter(Finding::isOfWaiver)
        .map(SchemaObjections::waiver)
        .forEach(problems::add);
    if (reading.untold() > 0) {
      problems.add(
          new Problem(
              MIGRATIONS,
              reading.untold() + " more findings are not shown",
              "split what is only data from what changes the schema"));
    }
    return problems;
  }

  /** Each finding whose waiver has ended since it was read. */
  public static List<Problem> expired(Reading reading, Instant now) {
    // The last day of a waiver is over when it is so everywhere.
    LocalDate today = LocalDate.ofInstant(now, LAST_ZONE);
    List<Problem> problems = new ArrayList<>();
    for (Finding finding : reading.findings()) {
      Waiver waiver = finding.waiver();
      if (waiver != null && finding.severity() == Severity.FAIL && !waiver.holds(today)) {
        problems.add(
            new Problem(
                finding.place().at(),
                "%s; the waiver by %s ended on %s"
                    .formatted(what(finding), waiver.owner(), waiver.until()),
                mend(finding)));
      }
    }
    return problems;
  }

  /**
   * Why rows may not be lost yet: no backup of the database has passed a drill lately.
   *
   * @param backups those that are whole in some store
   * @param environment for what to type next
   */
  public static List<Problem> unproved(
      Reading reading, Duration within, List<Row> backups, Asked environment) {
    Row proved =
        backups.stream()
            .filter(row -> row.drilledAt() != null)
            .max(Comparator.comparing(row -> Objects.requireNonNull(row.drilledAt())))
            .orElse(null);
    Instant earliest = environment.now().minus(within);
    if (proved != null && !Objects.requireNonNull(proved.drilledAt()).isBefore(earliest)) {
      return List.of();
    }
    String found =
        proved == null
            ? backups.isEmpty()
                ? "there is no backup of the database"
                : "no backup of the database has passed a drill"
            : "the newest drill that passed (%s) was at %s"
                .formatted(proved.id(), proved.drilledAt());
    return List.of(
        new Problem(
            MIGRATIONS,
            "%s may lose rows, and %s; the file asks for one within %s (migrations.requires.drill)"
                .formatted(String.join(", ", reading.losing()), found, Words.of(within)),
            "windlass %s%s"
                .formatted(backups.isEmpty() ? "backup " : "drill ", environment.name())));
  }

  /**
   * Why what is there may not be changed yet: no backup of the database is young enough. A clock
   * that was wrong does not keep one young.
   *
   * @param backups those that are whole in some store
   */
  public static List<Problem> stale(Duration within, List<Row> backups, Asked environment) {
    Row newest = backups.stream().max(Comparator.comparing(Row::takenAt)).orElse(null);
    if (newest != null && isYoung(Duration.between(newest.takenAt(), environment.now()), within)) {
      return List.of();
    }
    String found =
        newest == null
            ? "there is no backup of the database"
            : "the newest backup of the database (%s) is of %s"
                .formatted(newest.id(), newest.takenAt());
    return List.of(
        new Problem(
            MIGRATIONS,
            "%s; before migrating the file asks for one within %s (migrations.requires.backup)"
                .formatted(found, Words.of(within)),
            "windlass backup " + environment.name()));
  }

  /**
   * Where it is asked, and when.
   *
   * @param name of the environment
   */
  public record Asked(String name, Instant now) {}

  private static boolean isYoung(Duration age, Duration within) {
    return age.compareTo(within) <= 0 && !age.plus(SKEW).isNegative();
  }

  private static String what(Finding finding) {
    return "%s: %s (%s)"
        .formatted(finding.rule(), finding.advice().explanation(), finding.place().statement());
  }

  private static Problem waiver(Finding finding) {
    String at = finding.place().at();
    return new Problem(
        at.isEmpty() ? MIGRATIONS : at,
        finding.rule() + ": " + finding.advice().explanation(),
        finding.advice().alternative());
  }

  private static String mend(Finding finding) {
    return finding.advice().alternative()
        + (finding.place().script().endsWith(SQL)
            ? "\nor, if it is wanted, directly above it: -- windlass: allow %s reason=\"…\" owner=… until=YYYY-MM-DD"
                .formatted(finding.rule())
            : "\nor, if it is wanted: migrations: {waive: [{rule: %s, script: %s, reason: …, owner: …, until: YYYY-MM-DD}]}"
                .formatted(finding.rule(), finding.place().script()));
  }
}
