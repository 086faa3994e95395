package dev.windlass.workflows.plan;

/** What a plan is for. The same checks hold for all of them. */
public enum PlanKind {
  /** A new release is built and made live. */
  DEPLOYMENT,
  /** A release that is on the hosts already becomes live again; the one it replaces is bad. */
  ROLLBACK,
  /** Empty hosts get their directories; nothing goes live. */
  SETUP
}
