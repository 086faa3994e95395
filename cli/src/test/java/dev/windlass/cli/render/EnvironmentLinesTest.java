package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.contract.WindlassJson;
import dev.windlass.workflows.watch.StandingWatchWorkflow.Phase;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An environment in which nothing runs, with what its standing watch says. */
class EnvironmentLinesTest {

  private static final Instant SINCE = Instant.parse("2026-11-22T03:12:00Z");

  @Test
  void showsWhatIsWatched() {
    assertThat(lines(Phase.WATCHING, null))
        .isEqualTo(
            """
            shop production · live 20261121-7 (4f2c9a1)
            watch  every 30 s: up login
            now    nothing running
            next: windlass plan production\
            """);
  }

  @Test
  void showsEachAlarmWithItsBeginningAndWhatWasMeasured() {
    assertThat(
            lines(
                Phase.ALARM,
                null,
                new Alarm(
                    "up", Alarm.Kind.FAILING, "web-1", "status 500, expected 200", SINCE, null),
                new Alarm("login", Alarm.Kind.UNMEASURED, null, "no route", SINCE, null)))
        .contains(
            """
            watch  every 30 s: up login
            alarm  since 22 Nov 03:12  check up failed on web-1: status 500, expected 200
            alarm  since 22 Nov 03:12  check login could not be measured: no route
            now    nothing running
            """);
  }

  @Test
  void saysWhyAWatchIsSilent() {
    assertThat(lines(Phase.SILENT, "maintenance is on"))
        .contains("watch  every 30 s, silent since 22 Nov 03:12: maintenance is on\n");
  }

  @Test
  void saysNothingOfAWatchThatIsNotThere() {
    ObjectNode environment = environment();
    environment.putNull("watch");

    assertThat(EnvironmentLines.resting(environment, ZoneOffset.UTC))
        .noneMatch(line -> line.startsWith("watch"));
  }

  private static String lines(Phase phase, @Nullable String why, Alarm... alarms) {
    WatchStatus watch =
        new WatchStatus(
            "shop",
            "production",
            "20261121-7",
            7,
            Duration.ofSeconds(30),
            List.of("up", "login"),
            phase,
            SINCE,
            why,
            List.of(alarms),
            null);
    ObjectNode environment = environment();
    environment.set("watch", WindlassJson.mapper().valueToTree(watch));
    return String.join("\n", EnvironmentLines.resting(environment, ZoneOffset.UTC));
  }

  private static ObjectNode environment() {
    ObjectNode environment = WindlassJson.mapper().createObjectNode();
    environment.put("application", "shop").put("environment", "production").put("dirty", false);
    environment.putObject("live").put("id", "20261121-7").put("revision", "4f2c9a1");
    return environment;
  }
}
