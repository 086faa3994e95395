package dev.windlass.activities.traffic;

/** The balancer did not take a change. */
final class BalancerRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  enum Why {
    /** Its own test or command failed; what was before is back. */
    REFUSED,
    /** A later deployment has changed it. */
    FENCED,
    /** Anything else; trying again may help. */
    TROUBLE
  }

  private final Why why;

  BalancerRefusedException(Why why, String message) {
    super(message);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
