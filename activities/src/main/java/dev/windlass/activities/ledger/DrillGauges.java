package dev.windlass.activities.ledger;

import dev.windlass.store.drill.Drills;
import dev.windlass.store.drill.KeptDrill;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.drill.DrillReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What drills proved, by the ledger at the moment of the question: {@code windlass.drill.age}
 * (seconds since one passed), {@code windlass.drill.passed} (1 where the last one did), {@code
 * windlass.drill.recovery} and {@code windlass.drill.data.age} (seconds, of the last one), and
 * beside each of these two its {@code .objective}. Where there is none they are not a number. A
 * worker knows of what was ever drilled when it began, and of what it drills itself.
 */
final class DrillGauges {

  private final Drills drills;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final Set<Environment> known = ConcurrentHashMap.newKeySet();

  DrillGauges(Drills drills, MeterRegistry meters, InstantSource clock) {
    this.drills = drills;
    this.meters = meters;
    this.clock = clock;
    drills.latest().forEach(drill -> know(drill.application(), drill.environment()));
  }

  private record Environment(String application, String name) {}

  /** From now on the meters tell of it too. */
  void know(String application, String environment) {
    Environment of = new Environment(application, environment);
    if (!known.add(of)) {
      return;
    }
    gauge(of, "age", "Since a drill passed.", this::age);
    gauge(of, "passed", "Whether the last drill passed.", this::passed);
    gauge(of, "recovery", "Until the data was back and checked.", last(DrillGauges::recovery));
    gauge(
        of,
        "recovery.objective",
        "Longest time until the data must be back and checked.",
        last(report -> report.objectives().recoveryTime()));
    gauge(of, "data.age", "What a disaster would have lost.", last(DrillReport::dataAge));
    gauge(
        of,
        "data.age.objective",
        "Most that a disaster may lose.",
        last(report -> report.objectives().dataAge()));
  }

  private void gauge(
      Environment of, String name, String description, ToDoubleFunction<Environment> value) {
    Gauge.builder("windlass.drill." + name, of, value)
        .strongReference(true)
        .baseUnit(name.equals("passed") ? null : "seconds")
        .description(description)
        .tag("application", of.application())
        .tag("environment", of.name())
        .register(meters);
  }

  private double age(Environment of) {
    return drills
        .lastPassed(of.application(), of.name())
        .map(KeptDrill::endedAt)
        .map(ended -> seconds(Duration.between(ended, clock.instant())))
        .orElse(Double.NaN);
  }

  private double passed(Environment of) {
    return report(of).map(one -> one.verdict() == Verdict.PASS ? 1.0 : 0.0).orElse(Double.NaN);
  }

  private ToDoubleFunction<Environment> last(Function<DrillReport, @Nullable Duration> measure) {
    return of -> {
      DrillReport report = report(of).orElse(null);
      Duration found = report == null ? null : measure.apply(report);
      return found == null ? Double.NaN : seconds(found);
    };
  }

  private Optional<DrillReport> report(Environment of) {
    return drills.list(of.application(), of.name(), 10).stream()
        .map(KeptDrill::report)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  private static @Nullable Duration recovery(DrillReport report) {
    return report.timings() == null ? null : report.timings().recovery();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }
}
