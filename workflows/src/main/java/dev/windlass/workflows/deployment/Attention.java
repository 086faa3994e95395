package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that only a person can answer. Holds, keeps the lock, and reminds. */
final class Attention {

  private static final Duration FIRST_REMINDER = Duration.ofMinutes(30);
  private static final Duration RAREST_REMINDER = Duration.ofHours(16);

  /** What was said. */
  record Answer(Verb verb, Instruction said) {}

  private final StatusBoard board;
  private List<Verb> choices = List.of();
  private @Nullable Answer answer;

  Attention(StatusBoard board) {
    this.board = board;
  }

  /** What can be answered now; empty when nothing is asked. */
  List<Verb> choices() {
    return choices;
  }

  void answer(Verb verb, Instruction said) {
    answer = new Answer(verb, said);
  }

  /**
   * Asks, then goes back to the phase that it came from.
   *
   * @throws Stop for undo and close, which end the walk
   */
  Answer ask(Reason reason, Verb... among) {
    Phase before = board.phase();
    Answer given = hold(reason, among);
    if (given.verb() == Verb.UNDO) {
      throw Stop.undo(who(Reason.Code.UNDONE_BY, given));
    }
    board.enter(before, null);
    return given;
  }

  /**
   * The same on the way back, where undo ends nothing but is one of the answers.
   *
   * @throws Stop for close, which ends the way back
   */
  Answer askUndoing(Reason reason, Verb... among) {
    Phase before = board.phase();
    Answer given = hold(reason, among);
    board.enter(before, null);
    return given;
  }

  private Answer hold(Reason reason, Verb... among) {
    answer = null;
    choices = List.of(among);
    board.enter(Phase.NEEDS_ATTENTION, reason);
    try {
      Answer given = await(reason);
      if (given.verb() == Verb.CLOSE) {
        throw Stop.close(who(Reason.Code.CLOSED_BY, given));
      }
      return given;
    } finally {
      choices = List.of();
    }
  }

  private Answer await(Reason reason) {
    Duration patience = FIRST_REMINDER;
    while (answer == null) {
      NamedTimer reminder =
          NamedTimer.until(NamedTimer.now().plus(patience), "remind: " + reason.sentence());
      if (!reminder.awaits(() -> answer != null)) {
        board.say(Kind.PROBLEM, "still holding: " + reason.sentence(), null);
        patience = longer(patience);
      }
    }
    return answer;
  }

  /** Reminders get rarer, so that a question left open for months does not fill the history. */
  private static Duration longer(Duration patience) {
    return patience.compareTo(RAREST_REMINDER) < 0 ? patience.multipliedBy(2) : patience;
  }

  private static Reason who(Reason.Code code, Answer given) {
    return new Reason(code, Gates.signature(given.said()), given.said().reason());
  }
}
