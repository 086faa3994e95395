package dev.windlass.activities.watch;

import dev.windlass.workflows.watch.WatchActivities.TellAlarms;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * {@code windlass.alarms}, how many checks of an environment are not well. Several workers take
 * turns in being told, so what one knows counts only until it should have been told again.
 */
final class AlarmGauges {

  private final MeterRegistry meters;
  private final InstantSource clock;
  private final ConcurrentMap<Environment, Told> told = new ConcurrentHashMap<>();

  AlarmGauges(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
  }

  private record Environment(String application, String name) {}

  private record Told(int open, Instant until) {}

  void set(TellAlarms news) {
    Environment of = new Environment(news.application(), news.environment());
    if (told.put(of, new Told(news.open().size(), news.until())) == null) {
      Gauge.builder("windlass.alarms", () -> open(of))
          .description("Checks of a standing watch that are not well.")
          .tag("application", of.application())
          .tag("environment", of.name())
          .register(meters);
    }
  }

  private int open(Environment of) {
    Told last = told.get(of);
    return last == null || clock.instant().isAfter(last.until()) ? 0 : last.open();
  }
}
