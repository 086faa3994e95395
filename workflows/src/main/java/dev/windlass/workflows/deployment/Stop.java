package dev.windlass.workflows.deployment;

/** The walk forwards has come to its end: why, and as what the run is to end. */
final class Stop extends RuntimeException {

  private final transient Reason reason;
  private final Outcome outcome;

  private Stop(Outcome outcome, Reason reason) {
    super(reason.sentence());
    this.reason = reason;
    this.outcome = outcome;
  }

  /** Everything that was done is taken back. */
  static Stop undo(Reason reason) {
    return new Stop(Outcome.ROLLED_BACK, reason);
  }

  /** Nothing has been changed yet. */
  static Stop refuse(Reason reason) {
    return new Stop(Outcome.REFUSED, reason);
  }

  /** A person ends it where it stands. */
  static Stop close(Reason reason) {
    return new Stop(Outcome.FAILED, reason);
  }

  Reason reason() {
    return reason;
  }

  Outcome outcome() {
    return outcome;
  }
}
