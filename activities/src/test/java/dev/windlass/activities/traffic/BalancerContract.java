package dev.windlass.activities.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.maintenance.Bypass;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities;
import dev.windlass.workflows.traffic.TrafficActivities.BalancerState;
import dev.windlass.workflows.traffic.TrafficActivities.MaintainTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.ReadTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.RestoreTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.ShiftTraffic;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every router must do. */
abstract class BalancerContract {

  static final Split TEN = new Split(10, List.of("127.0.0.31"), List.of("127.0.0.32"));
  static final String TOKEN = "anna.0123456789abcdefghijklmnopqrstuv";
  static final Notice CLOSED =
      new Notice(
          "Back \"soon\" for $5, it's fine",
          Duration.ofMinutes(2),
          List.of("127.0.0.9", "10.0.0.0/8"),
          List.of(new Bypass("anna", "MbwQZP6lDv1Xf9PzrUtGRA", "ab".repeat(32))));
  static final Split HALF = new Split(50, List.of("127.0.0.31"), List.of("127.0.0.32"));

  @TempDir Path temporary = Path.of("/nowhere");
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(temporary);
  private Host balancer = new Host("127.0.0.1", 22, "root", List.of(), null);
  private TrafficActivities traffic =
      new TrafficActivitiesImpl(new GrantedHosts(fleet.grants, fleet.sessions()), meters());

  /** A router whose host has nothing of ours yet. */
  abstract Router router(Host host) throws IOException;

  /** Makes the next change one that the balancer itself refuses. */
  abstract void breakTheNextChange() throws IOException;

  @BeforeEach
  final void start() throws IOException {
    fleet = new TestFleet(temporary);
    balancer = fleet.host(Host.BALANCER);
    traffic =
        engine.of(
            TrafficActivities.class,
            new TrafficActivitiesImpl(new GrantedHosts(fleet.grants, fleet.sessions()), meters()));
  }

  @AfterEach
  final void stop() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void saysThatWindlassNeverSetASplit() throws IOException {
    assertThat(read(router(balancer)).split()).isNull();
  }

  @Test
  void bringsASplitAboutAndRemembersIt() throws IOException {
    Router router = router(balancer);
    TrafficState state = shift(router, 1, TEN);
    assertThat(state.states()).containsExactly(read(router));
    assertThat(read(router).split()).isEqualTo(TEN);
    assertThat(shift(router, 1, TEN)).isEqualTo(state);
  }

  @Test
  void putsBackWhatWasBefore() throws IOException {
    Router router = router(balancer);
    shift(router, 1, TEN);
    TrafficState former = new TrafficState(List.of(read(router)));
    shift(router, 2, HALF);
    assertThat(read(router).split()).isEqualTo(HALF);
    assertThat(restore(router, 2, former)).isEqualTo(former);
    assertThat(restore(router, 2, former)).isEqualTo(former);
  }

  @Test
  void turnsVisitorsAwayAndLetsThemInWithTheSplitAsItIs() throws IOException {
    Router router = router(balancer);
    shift(router, 1, TEN);
    BalancerState before = read(router);
    TrafficState closed = maintain(router, 2, CLOSED);
    assertThat(closed.states()).containsExactly(read(router));
    assertThat(read(router).closed()).isEqualTo(CLOSED);
    assertThat(read(router).split()).isEqualTo(TEN);
    maintain(router, 2, null);
    assertThat(read(router).closed()).isNull();
    assertThat(read(router).split()).isEqualTo(TEN);
    assertThat(read(router).content()).startsWith(before.content());
  }

  @Test
  void keepsVisitorsOutWhileTheSplitChanges() throws IOException {
    Router router = router(balancer);
    maintain(router, 1, CLOSED);
    shift(router, 1, HALF);
    assertThat(read(router).closed()).isEqualTo(CLOSED);
    assertThat(read(router).split()).isEqualTo(HALF);
  }

  @Test
  void staysOpenWhenTheClosingIsRefused() throws IOException {
    Router router = router(balancer);
    shift(router, 1, TEN);
    BalancerState before = read(router);
    breakTheNextChange();
    assertThatThrownBy(() -> maintain(router, 2, CLOSED))
        .matches(e -> Failures.is(e, FailureType.BALANCER_REFUSED));
    assertThat(read(router)).isEqualTo(before);
  }

  @Test
  void refusesAnEarlierDeployment() throws IOException {
    Router router = router(balancer);
    shift(router, 7, TEN);
    assertThatThrownBy(() -> shift(router, 6, HALF))
        .matches(e -> Failures.is(e, FailureType.FENCED))
        .hasStackTraceContaining("number 7");
    assertThat(read(router).split()).isEqualTo(TEN);
  }

  @Test
  void keepsTheOldConfigurationWhenTheNewOneIsRefused() throws IOException {
    Router router = router(balancer);
    shift(router, 1, TEN);
    BalancerState before = read(router);
    breakTheNextChange();
    assertThatThrownBy(() -> shift(router, 2, HALF))
        .matches(e -> Failures.is(e, FailureType.BALANCER_REFUSED))
        .hasStackTraceContaining(balancer.name());
    assertThat(read(router)).isEqualTo(before);
  }

  @Test
  void refusesAtOnceWhereTheHostLetsItRememberNothing() throws IOException {
    Router router = router(balancer);
    Files.writeString(temporary.resolve("own"), "a file where a directory is needed");

    assertThatThrownBy(() -> shift(router, 1, TEN))
        .matches(e -> Failures.is(e, FailureType.BALANCER_REFUSED))
        .hasStackTraceContaining("mkdir");
  }

  final TrafficState shift(Router router, long number, Split split) {
    return traffic.shift(
        new ShiftTraffic(fleet.change(number), fleet.group(balancer), router, own(), split));
  }

  final TrafficState maintain(Router router, long number, @Nullable Notice notice) {
    return traffic.maintain(
        new MaintainTraffic(
            fleet.change(number),
            fleet.group(balancer),
            router,
            own(),
            Split.even(List.of("127.0.0.31", "127.0.0.32")),
            notice));
  }

  final TrafficState restore(Router router, long number, TrafficState former) {
    return traffic.restore(
        new RestoreTraffic(fleet.change(number), fleet.group(balancer), router, own(), former));
  }

  final BalancerState read(Router router) {
    return traffic
        .read(new ReadTraffic("shop", "production", fleet.group(balancer), router, own()))
        .states()
        .getFirst();
  }

  final Host balancer() {
    return balancer;
  }

  private String own() {
    return temporary.resolve("own") + "/{host}";
  }

  private static SimpleMeterRegistry meters() {
    return new SimpleMeterRegistry();
  }
}
