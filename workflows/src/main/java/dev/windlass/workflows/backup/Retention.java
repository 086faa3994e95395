package dev.windlass.workflows.backup;

/**
 * How many backups stay: the last one of each of so many days, weeks, months and years that have
 * one. A backup may count for several. What must never go stays besides, see {@link
 * RetentionDecider}.
 *
 * @param daily of so many days; 0 keeps none for its day
 * @param weekly of so many weeks by ISO 8601, which begin on Monday
 * @param monthly of so many months
 * @param yearly of so many years
 */
public record Retention(int daily, int weekly, int monthly, int yearly) {

  public Retention {
    requireNoneNegative("daily", daily);
    requireNoneNegative("weekly", weekly);
    requireNoneNegative("monthly", monthly);
    requireNoneNegative("yearly", yearly);
  }

  private static void requireNoneNegative(String what, int number) {
    if (number < 0) {
      throw new IllegalArgumentException(
          "retention %s: %d, expected 0 or more".formatted(what, number));
    }
  }
}
