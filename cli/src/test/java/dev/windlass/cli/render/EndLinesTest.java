package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Reason;
import org.junit.jupiter.api.Test;

class EndLinesTest {

  @Test
  void saysWhatIsLiveAndHowToGoBack() {
    assertThat(text(Statuses.ended(Outcome.SUCCEEDED, null)))
        .isEqualTo(
            """
            succeeded in 2 m 10 s · 4/4 hosts live on 20261121-482 (4f2c9a1)
            next: windlass status production        back: windlass rollback production (to 20261118-481)\
            """);
  }

  @Test
  void saysOfASuccessWhatItsWatchHasFound() {
    assertThat(text(Statuses.alarmed()))
        .isEqualTo(
            """
            succeeded in 2 m 10 s · 4/4 hosts live on 20261121-482 (4f2c9a1)
              alarm: check login failed on web-2: status 302, over after 1 m
              alarm: check up failed on web-1: status 503, expected 200, and goes on
            next: windlass status production        back: windlass rollback production (to 20261118-481)\
            """);
  }

  @Test
  void namesTheBackupsThatTheRunReliesOn() {
    assertThat(text(Statuses.secured()))
        .isEqualTo(
            """
            succeeded in 2 m 10 s · 4/4 hosts live on 20261121-482 (4f2c9a1)
              backup b-20261121-180000 of the database, 3 h old when it began
              backup b-20261121-210030 of the files, taken by this run
            next: windlass status production        back: windlass rollback production (to 20261118-481)\
            """);
  }

  @Test
  void namesTheCheckThatRolledItBackWithItsWorstMeasurement() {
    Reason reason = new Reason(Reason.Code.CHECK_FAILED, "up", "2 of 22 failed");
    assertThat(text(Statuses.ended(Outcome.ROLLED_BACK, reason)))
        .isEqualTo(
            """
            rolledBack after 2 m 10 s: check up failed: 2 of 22 failed
              up  2 of 22 measurements bad, worst on web-1: status 503, expected 200
            live is 20261118-481 as before; 20261121-482 is marked bad
            next: windlass logs 482\
            """);
  }

  @Test
  void saysThatNothingChangedWithEveryProblemOfARefusal() {
    assertThat(text(Statuses.refused()))
        .isEqualTo(
            """
            refused: preflight found problems. Nothing changed.
              web-5                  /var/www has 310 MB free, needs 640 MB
                                     → windlass prune
              queue-2.shop.internal  unreachable: no route
            next: windlass plan production\
            """);
  }

  @Test
  void offersTheChoicesOfARunThatNeedsAttention() {
    assertThat(text(Statuses.attention()))
        .contains("web-2  rebooted 21:11:40")
        .endsWith(
            "choose: windlass retry 482  ·  windlass skip 482  ·  windlass undo 482  ·  windlass close 482");
  }

  @Test
  void endsWithTheDocumentedExitCodes() {
    assertThat(Exit.of(Outcome.SUCCEEDED).code()).isZero();
    assertThat(Exit.of(Outcome.FAILED).code()).isEqualTo(1);
    assertThat(Exit.of(Outcome.REFUSED).code()).isEqualTo(3);
    assertThat(Exit.of(Outcome.ROLLED_BACK).code()).isEqualTo(10);
    assertThat(Exit.of(Outcome.ABORTED).code()).isEqualTo(11);
    assertThat(Exit.of(Statuses.attention())).isEqualTo(Exit.NEEDS_ATTENTION);
    assertThat(Exit.of(Statuses.ramping())).isNull();
  }

  private static String text(DeploymentStatus status) {
    return String.join("\n", EndLines.of(status, status.since()));
  }
}
