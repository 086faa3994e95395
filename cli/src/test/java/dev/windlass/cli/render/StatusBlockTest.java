package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.deployment.DeploymentStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatusBlockTest {

  private static final Instant NOW = Statuses.STARTED.plusSeconds(150);

  @Test
  void showsHostsGatesWeightAndChecksOfARamp() {
    assertThat(String.join("\n", StatusBlock.of(Statuses.ramping(), NOW)))
        .isEqualTo(
            """
            shop production 20261121-482 (4f2c9a1) · ramping · 2 m 30 s · deployment 482
             hosts    web-1  ✓ live
                      web-2  › running publish
                      web-3  ✗ failed: php-fpm ended with 1
                      web-4  ✓ prepared
             gate     go ✓ approved by lead-2
             weight   [#####     ] 50 % on web-1 web-2    bake 0:50 left
             checks   up ✗ 20/22 on web-1: status 503, expected 200  slow ✓ 22/22
             can      windlass abort | pause  482\
            """);
  }

  @Test
  void showsAtAGateWhatTheMigrationsDo() {
    assertThat(String.join("\n", StatusBlock.of(Statuses.atAGate(), NOW)))
        .contains(
            """
             schema   There is no way back after V9__old.sql:1: drop table old_orders (drop-table).
                      fail V9__old.sql:1 drop-table: The rows are gone, and code that names the table fails. (waived by
                        ada until 2026-11-21: empty since May)
             weight   [#####     ] 50 % on web-1 web-2    bake 0:50 left
            """);
  }

  @Test
  void countsTheHostsOfALargeFleetByState() {
    assertThat(StatusBlock.of(Statuses.large(200), NOW))
        .contains(
            " hosts    1/200 ✓ live  web-1",
            "          197/200 ✓ prepared  web-4 web-5 web-6 web-7 web-8 web-9 web-10 web-11 web-12 web-13 +187")
        .hasSizeLessThan(12);
  }

  @Test
  void saysWhyARunNeedsAttention() {
    assertThat(StatusBlock.of(Statuses.attention(), NOW))
        .contains(" because  web-2 may or may not have run: it rebooted meanwhile");
  }

  static Stream<DeploymentStatus> all() {
    return Stream.of(
        Statuses.ramping(),
        Statuses.atAGate(),
        Statuses.large(1000),
        Statuses.attention(),
        Statuses.refused());
  }

  @Test
  void showsAlarmsOfAWatchThatTakesNothingBack() {
    assertThat(StatusBlock.of(Statuses.alarmed(), NOW))
        .contains(
            " alarm    check login failed on web-2: status 302, over after 1 m",
            " alarm    check up failed on web-1: status 503, expected 200, and goes on");
  }

  @ParameterizedTest
  @MethodSource("all")
  void isNeverWiderThanTheTerminal(DeploymentStatus status) {
    List<String> lines = StatusBlock.of(status, NOW);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Words.WIDTH));
  }
}
