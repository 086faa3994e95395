package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** What happens by itself must have an hour that comes, and an alarm needs time to become one. */
final class ScheduleRules {

  private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private ScheduleRules() {}

  /**
   * What the pattern of a schedule lets through: a 32nd day, a 25th hour, a day XYZ.
   *
   * @param keys above it
   */
  static void schedule(Site site, Backups.@Nullable Schedule schedule, String... keys) {
    if (schedule == null) {
      return;
    }
    try {
      CronExpression.parse("0 " + Cadence.cron(schedule.at()));
    } catch (IllegalArgumentException unreadable) {
      site.problem(
          schedule.at() + ": " + inOurWords(unreadable),
          Syntax.SCHEDULE.words(),
          way(keys, "schedule"));
    }
    // Temporal takes nothing shorter, and no time at all for a year.
    if (schedule instanceof Backups.Schedule.Told told
        && told.catchUp().compareTo(SHORTEST_CATCH_UP) < 0) {
      site.problem(
          "less than ten seconds", "10s or more, e.g. 1h", way(keys, "schedule", "catchUp"));
    }
  }

  /** Without the parser's own form of it, which has a sixth field. */
  private static String inOurWords(IllegalArgumentException unreadable) {
    return String.valueOf(unreadable.getMessage())
        .replaceFirst(" '[^']*' in cron expression.*", "");
  }

  /**
   * @param expected in its place
   * @param keys above it
   */
  static void alarm(Site site, @Nullable Duration alarm, String expected, String... keys) {
    if (alarm != null && alarm.compareTo(SHORTEST) < 0) {
      site.problem("less than a minute", expected, way(keys, "alarm"));
    }
  }

  private static Object[] way(String[] above, String... below) {
    return Stream.concat(Arrays.stream(above), Arrays.stream(below)).toArray();
  }
}
