package dev.windlass.workflows.deployment;

import static dev.windlass.workflows.deployment.Phase.BACKING_UP;
import static dev.windlass.workflows.deployment.Phase.CLOSING;
import static dev.windlass.workflows.deployment.Phase.ENDED;
import static dev.windlass.workflows.deployment.Phase.FINISHING;
import static dev.windlass.workflows.deployment.Phase.MIGRATING;
import static dev.windlass.workflows.deployment.Phase.NEEDS_ATTENTION;
import static dev.windlass.workflows.deployment.Phase.OPENING;
import static dev.windlass.workflows.deployment.Phase.PREPARING;
import static dev.windlass.workflows.deployment.Phase.PUBLISHING;
import static dev.windlass.workflows.deployment.Phase.RAMPING;
import static dev.windlass.workflows.deployment.Phase.UNDOING;
import static dev.windlass.workflows.deployment.Phase.VERIFYING;
import static dev.windlass.workflows.deployment.Phase.WAITING;
import static dev.windlass.workflows.deployment.Phase.WATCHING;

import java.util.EnumSet;

/** Which phase may follow which. Forwards only, but for the way back from a question. */
final class Transitions {

  private Transitions() {}

  static boolean allowed(Phase from, Phase to) {
    return from != ENDED && (from == to || after(from).contains(to));
  }

  /**
   * @throws IllegalTransition when the table does not have it: a fault of ours, which blocks the
   *     run where it stands instead of ending it
   */
  static void check(Phase from, Phase to) {
    if (!allowed(from, to)) {
      throw new IllegalTransition(from + " -> " + to);
    }
  }

  private static EnumSet<Phase> afterWaiting() {
    return EnumSet.of(
        PREPARING,
        BACKING_UP,
        CLOSING,
        MIGRATING,
        PUBLISHING,
        RAMPING,
        NEEDS_ATTENTION,
        UNDOING,
        ENDED);
  }

  private static EnumSet<Phase> after(Phase from) {
    return switch (from) {
      case PREFLIGHT ->
          EnumSet.of(WAITING, PREPARING, MIGRATING, PUBLISHING, CLOSING, OPENING, UNDOING, ENDED);
      case WAITING -> afterWaiting();
      case PREPARING ->
          EnumSet.of(
              WAITING,
              BACKING_UP,
              CLOSING,
              MIGRATING,
              PUBLISHING,
              FINISHING,
              NEEDS_ATTENTION,
              UNDOING,
              ENDED);
      case BACKING_UP ->
          EnumSet.of(WAITING, CLOSING, MIGRATING, PUBLISHING, NEEDS_ATTENTION, UNDOING);
      case CLOSING ->
          EnumSet.of(BACKING_UP, MIGRATING, PUBLISHING, NEEDS_ATTENTION, UNDOING, ENDED);
      case MIGRATING -> EnumSet.of(WAITING, PUBLISHING, NEEDS_ATTENTION, UNDOING);
      case PUBLISHING -> EnumSet.of(RAMPING, VERIFYING, NEEDS_ATTENTION, UNDOING);
      case RAMPING -> EnumSet.of(WAITING, PUBLISHING, VERIFYING, NEEDS_ATTENTION, UNDOING);
      case VERIFYING -> EnumSet.of(OPENING, WATCHING, FINISHING, NEEDS_ATTENTION, UNDOING);
      case OPENING -> EnumSet.of(VERIFYING, NEEDS_ATTENTION, UNDOING, ENDED);
      case WATCHING -> EnumSet.of(FINISHING, NEEDS_ATTENTION, UNDOING);
      case FINISHING -> EnumSet.of(UNDOING, ENDED);
      case UNDOING -> EnumSet.of(NEEDS_ATTENTION, ENDED);
      case NEEDS_ATTENTION -> EnumSet.complementOf(EnumSet.of(Phase.PREFLIGHT));
      case ENDED -> EnumSet.noneOf(Phase.class);
    };
  }

  static final class IllegalTransition extends IllegalStateException {
    IllegalTransition(String which) {
      super("a run cannot go " + which);
    }
  }
}
