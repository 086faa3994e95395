package dev.windlass.workflows.restore;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.restore.RestoreWorkflow.Phase;
import io.temporal.workflow.CancellationScope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks whoever is led through a recovery; holds and reminds until somebody answers or aborts. */
final class Guidance {

  private static final Duration FIRST_REMINDER = Duration.ofMinutes(30);
  private static final Duration RAREST_REMINDER = Duration.ofHours(16);

  private final RestoreBoard board;
  private boolean asks;
  private @Nullable String answer;

  Guidance(RestoreBoard board) {
    this.board = board;
  }

  /** In this phase, with this question. */
  void ask(Phase phase, String question) {
    CancellationScope scope = CancellationScope.current();
    answer = null;
    asks = true;
    board.enter(phase, question);
    Duration patience = FIRST_REMINDER;
    while (answer == null) {
      NamedTimer reminder =
          NamedTimer.until(NamedTimer.now().plus(patience), "remind: " + question);
      boolean heard = reminder.awaits(() -> answer != null || scope.isCancelRequested());
      if (scope.isCancelRequested()) {
        CancellationScope.throwCanceled();
      }
      if (!heard) {
        board.enter(phase, "still holding: " + question);
        patience = patience.compareTo(RAREST_REMINDER) < 0 ? patience.multipliedBy(2) : patience;
      }
    }
    asks = false;
    board.remark(answer);
  }

  /** Without a question it changes nothing. */
  void goOn(@Nullable String who) {
    if (asks && answer == null) {
      answer = "went on %s".formatted(who == null || who.isBlank() ? "by somebody unknown" : who);
    }
  }
}
