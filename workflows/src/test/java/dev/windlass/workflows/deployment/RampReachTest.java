package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.ramp.RampProgress;
import dev.windlass.workflows.ramp.RampProgress.Event;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.ramp.RampWorkflow.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RampReachTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Duration BAKE = Duration.ofMinutes(10);

  private final RampReach reach =
      new RampReach(
          List.of(
              new RampStep(10, BAKE, "half", List.of("web-2")),
              new RampStep(50, BAKE, null, List.of("web-3")),
              new RampStep(100, BAKE, null, List.of("web-4"))));

  private static RampProgress told(Event event, int step) {
    Instant until = event == Event.SHIFTED ? NOON.plus(BAKE) : null;
    return new RampProgress(event, step, null, until, null, null, List.of());
  }

  @Test
  void isNowhereBeforeTheRamp() {
    assertThat(reach.hosts()).isEmpty();
  }

  @Test
  void isTheFirstStepWhenNothingWasTold() {
    reach.starts();
    reach.stopped(NOON);
    assertThat(reach.hosts()).containsExactly("web-2");
  }

  @Test
  void isTheStepThatBakes() {
    reach.starts();
    reach.told(told(Event.JOINED, 0));
    reach.told(told(Event.SHIFTED, 0));
    reach.opened("half");
    reach.stopped(NOON.plusSeconds(60));
    assertThat(reach.hosts()).containsExactly("web-2");
  }

  @Test
  void isTheNextStepWhenTheBakeMayBeOver() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 1));
    reach.stopped(NOON.plus(BAKE).minusSeconds(1));
    assertThat(reach.hosts()).containsExactly("web-2", "web-3", "web-4");
  }

  @Test
  void isTheNextStepWhenTheBakeWasSkipped() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 1));
    reach.hurried();
    reach.stopped(NOON.plusSeconds(60));
    assertThat(reach.hosts()).containsExactly("web-2", "web-3", "web-4");
  }

  @Test
  void isTheStepBeforeAShutGate() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 0));
    reach.told(told(Event.GATE_REACHED, 0));
    reach.stopped(NOON.plus(BAKE).plusSeconds(60));
    assertThat(reach.hosts()).containsExactly("web-2");
  }

  @Test
  void isTheNextStepOnceItsGateIsOpen() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 0));
    reach.told(told(Event.GATE_REACHED, 0));
    reach.opened("half");
    reach.stopped(NOON.plus(BAKE).plusSeconds(60));
    assertThat(reach.hosts()).containsExactly("web-2", "web-3");
  }

  @Test
  void isTheStepThatJoinedWhenItsWeightIsRefused() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 0));
    reach.told(told(Event.JOINED, 1));
    reach.ended(Ended.TRAFFIC_REFUSED);
    assertThat(reach.hosts()).containsExactly("web-2", "web-3");
  }

  @Test
  void isTheStepWhoseCheckFailed() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 1));
    reach.ended(Ended.CHECK_FAILED);
    assertThat(reach.hosts()).containsExactly("web-2", "web-3");
  }

  @Test
  void isTheStepWhoseHostDidNotJoin() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 0));
    reach.ended(Ended.HOST_FAILED);
    assertThat(reach.hosts()).containsExactly("web-2", "web-3");
  }

  @Test
  void isEveryStepInTheEnd() {
    reach.starts();
    reach.told(told(Event.SHIFTED, 2));
    reach.ended(Ended.COMPLETED);
    assertThat(reach.hosts()).containsExactly("web-2", "web-3", "web-4");
  }
}
