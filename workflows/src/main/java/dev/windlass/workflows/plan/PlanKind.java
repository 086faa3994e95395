package dev.windlass.workflows.plan;

/** What a plan is for. The same checks hold for all of them. */
public enum PlanKind {
  /** A new release is built and made live. */
  DEPLOYMENT,
  /** A release that is on the hosts already becomes live again; the one it replaces is bad. */
  ROLLBACK,
  /** Empty hosts get their directories; nothing goes live. */
  SETUP,
  /** The application is closed to its visitors; no release moves. */
  MAINTENANCE_ON,
  /** It is opened again. */
  MAINTENANCE_OFF,
  /** What a run that was ended from outside left is cleared away. */
  RECOVERY;

  /** Whether it only closes or opens the application. */
  public boolean isMaintenance() {
    return this == MAINTENANCE_ON || this == MAINTENANCE_OFF;
  }
}
