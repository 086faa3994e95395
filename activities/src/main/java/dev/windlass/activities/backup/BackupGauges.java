package dev.windlass.activities.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * What there is of backups whose run ended well, whole in each of its stores, by the catalogue at
 * the moment of the question: {@code windlass.backup.last.success} (seconds since 1970, when the
 * newest began to be read), {@code windlass.backup.age} (seconds), {@code windlass.backup.size}
 * (bytes as stored) and {@code windlass.backup.duration} (seconds, copies and pruning included).
 * Where there is none they are not a number. A worker knows of what was ever backed up when it
 * began, and of what it backs up itself.
 */
final class BackupGauges {

  private final Catalogue catalogue;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Set<Origin> known = ConcurrentHashMap.newKeySet();

  BackupGauges(Catalogue catalogue, MeterRegistry meters, InstantSource clock) {
    this.catalogue = catalogue;
    this.meters = meters;
    this.clock = clock;
    catalogue.origins().forEach(this::know);
  }

  /** Who is asked at the moment of the question. */
  interface Catalogue {

    /** Everything of which a backup was ever begun. */
    List<Origin> origins();

    /** The newest whose run ended well. */
    Optional<Newest> newest(Origin of);
  }

  /** Of what: {@code database} or {@code files} of an environment. */
  record Origin(String application, String environment, String kind) {}

  /**
   * @param storedBytes of each copy
   */
  record Newest(Instant startedAt, Instant endedAt, double storedBytes) {}

  /** From now on the meters tell of it too. */
  void know(Origin of) {
    if (known.add(of)) {
      gauge(
          of,
          new Shown("last.success", "seconds", "When the newest backup began, since 1970."),
          backup -> backup.startedAt().getEpochSecond());
      gauge(
          of,
          new Shown("age", "seconds", "How old the newest backup is."),
          backup -> seconds(backup.startedAt(), clock.instant()));
      gauge(
          of,
          new Shown("size", "bytes", "How large the newest backup is in a store."),
          Newest::storedBytes);
      gauge(
          of,
          new Shown("duration", "seconds", "How long the newest backup took, with its copies."),
          backup -> seconds(backup.startedAt(), backup.endedAt()));
    }
  }

  private record Shown(String name, String unit, String description) {}

  private void gauge(Origin of, Shown shown, ToDoubleFunction<Newest> value) {
    Gauge.builder(
            "windlass.backup." + shown.name(),
            () -> catalogue.newest(of).map(value::applyAsDouble).orElse(Double.NaN))
        .baseUnit(shown.unit())
        .description(shown.description())
        .tag("application", of.application())
        .tag("environment", of.environment())
        .tag("kind", of.kind())
        .register(meters);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }
}
