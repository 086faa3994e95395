package dev.windlass.activities.watch;

import dev.windlass.workflows.watch.WatchActivities.TellAlarms;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * {@code windlass.alarms}, how many checks of an environment are not well, and how many of its
 * backups are overdue. Several workers take turns in being told, so what one knows counts only
 * until it should have been told again.
 */
final class AlarmGauges {

  private static final String WATCH = "watch";

  private final MeterRegistry meters;
  private final InstantSource clock;
  private final ConcurrentMap<Environment, ConcurrentMap<String, Told>> told =
      new ConcurrentHashMap<>();

  AlarmGauges(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  private record Environment(String application, String name) {}

  private record Told(int open, Instant until) {}

  void set(TellAlarms news) {
    Environment of = new Environment(news.application(), news.environment());
    ConcurrentMap<String, Told> fresh = new ConcurrentHashMap<>();
    ConcurrentMap<String, Told> known = told.putIfAbsent(of, fresh);
    Objects.requireNonNullElse(known, fresh)
        .put(
            Objects.requireNonNullElse(news.about(), WATCH),
            new Told(news.open().size(), news.until()));
    if (known == null) {
      Gauge.builder("windlass.alarms", () -> open(of))
          .description(
              "Checks of a standing watch that are not well, and backups that are overdue.")
          .tag("application", of.application())
          .tag("environment", of.name())
          .register(meters);
    }
  }

  private int open(Environment of) {
    return told.getOrDefault(of, new ConcurrentHashMap<>()).values().stream()
        .filter(last -> !clock.instant().isAfter(last.until()))
        .mapToInt(Told::open)
        .sum();
  }
}
