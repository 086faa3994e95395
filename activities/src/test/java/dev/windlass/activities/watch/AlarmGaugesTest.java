package dev.windlass.activities.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.watch.WatchActivities.TellAlarms;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a worker says of alarms that it was told, or has not been told for a while. */
class AlarmGaugesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T03:12:00Z");

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AlarmGauges gauges = new AlarmGauges(meters, clock::get);

  @Test
  void countsTheChecksThatAreNotWell() {
    gauges.set(told("production", "up", "login"));
    gauges.set(told("staging"));

    assertThat(open("production")).isEqualTo(2);
    assertThat(open("staging")).isZero();
  }

  @Test
  void followsTheNews() {
    gauges.set(told("production", "up"));
    gauges.set(told("production"));

    assertThat(open("production")).isZero();
  }

  @Test
  void forgetsWhatAnotherWorkerMayKnowBetter() {
    gauges.set(told("production", "up"));
    clock.set(NOW.plus(Duration.ofMinutes(7)));

    assertThat(open("production")).isZero();
  }

  @Test
  void addsWhatIsToldOfBackupsToWhatTheStandingWatchTells() {
    gauges.set(told("production", "up"));
    gauges.set(ofBackups("backup of the database"));
    gauges.set(told("production", "up"));
    assertThat(open("production")).isEqualTo(2);

    gauges.set(ofBackups());
    assertThat(open("production")).isEqualTo(1);
  }

  private static TellAlarms ofBackups(String... overdue) {
    TellAlarms told = told("production", overdue);
    return new TellAlarms(
        told.application(),
        told.environment(),
        "",
        told.open(),
        told.begun(),
        told.ended(),
        told.until(),
        "backups");
  }

  private double open(String environment) {
    return meters
        .get("windlass.alarms")
        .tag("application", "shop")
        .tag("environment", environment)
        .gauge()
        .value();
  }

  private static TellAlarms told(String environment, String... checks) {
    List<Alarm> open =
        List.of(checks).stream()
            .map(check -> new Alarm(check, Alarm.Kind.FAILING, null, "status 500", NOW, null))
            .toList();
    return new TellAlarms(
        "shop",
        environment,
        "20261121-7",
        open,
        List.of(),
        List.of(),
        NOW.plus(Duration.ofMinutes(6)));
  }
}
