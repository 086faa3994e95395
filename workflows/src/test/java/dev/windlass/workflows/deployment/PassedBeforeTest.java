package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.ledger.PassedActivities.FindPassed;
import dev.windlass.workflows.plan.Passed;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deployment changes nothing before other environments have passed its artifact. */
class PassedBeforeTest {

  private static final Passed STAGING = new Passed("staging", Duration.ofDays(7));

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void goesOnWithWhatPassedInTime() {
    passed(Duration.ofDays(2), false);

    assertThat(scene.play(Plans.atomic().passed(STAGING).plan())).isEqualTo("succeeded");
    assertThat(scene.passed.asked)
        .containsExactly(new FindPassed("shop", "staging", "ab".repeat(32)));
  }

  @Test
  void whatPassedTooLongAgoChangesNothing() {
    passed(Duration.ofDays(8), false);

    assertRefused("passed 8 d ago in deployment 41, expected within 7 d");
  }

  @Test
  void whatWasMarkedBadSinceThePlanChangesNothing() {
    passed(Duration.ofHours(1), true);

    assertRefused("was marked bad since");
  }

  @Test
  void saysItTogetherWithAllElse() {
    scene.world.planProblems.add(new Problem("release", "is not there", null));
    DeploymentWorkflow run = scene.start(Plans.atomic().passed(STAGING).plan());

    assertThat(scene.outcome(run)).isEqualTo("refused");
    assertThat(run.status().problems())
        .extracting(Problem::where)
        .containsExactly("release", "passed");
  }

  @Test
  void asksNobodyWhereThePlanNamesNobody() {
    assertThat(scene.play(Plans.atomic().plan())).isEqualTo("succeeded");
    assertThat(scene.passed.asked).isEmpty();
  }

  @Test
  void aRollbackWaitsForNobody() {
    scene.play(Plans.rollback("20261115-1").passed(STAGING).plan());

    assertThat(scene.passed.asked).isEmpty();
  }

  private void assertRefused(String what) {
    DeploymentWorkflow run = scene.start(Plans.atomic().passed(STAGING).plan());

    assertThat(scene.outcome(run)).isEqualTo("refused");
    assertThat(run.status().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains(what));
    assertThat(scene.world.story()).doesNotContain("prepare").endsWith("close refused");
  }

  private void passed(Duration ago, boolean bad) {
    Instant at = Instant.ofEpochMilli(scene.environment.currentTimeMillis()).minus(ago);
    scene.passed.seen.put("staging", new Passed.Seen(41, at, bad, "4f2c9a1"));
  }
}
