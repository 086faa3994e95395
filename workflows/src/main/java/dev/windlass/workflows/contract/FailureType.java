package dev.windlass.workflows.contract;

/** Types of failures that cross the engine. The wire name is stored in histories: never renamed. */
public enum FailureType {
  /** The four ends that are not success; a workflow fails with one of these. */
  REFUSED("refused", false),
  ROLLED_BACK("rolledBack", false),
  ABORTED("aborted", false),
  FAILED("failed", false),
  /** Infrastructure trouble: the engine may try again. */
  UNREACHABLE("unreachable", true),
  UNAVAILABLE("unavailable", true),
  /** The file asks for what the worker does not grant. */
  NOT_GRANTED("notGranted", false),
  /** The balancer refuses its configuration; the old one is back. */
  BALANCER_REFUSED("balancerRefused", false),
  /** A script failed; the schema is as before it. */
  MIGRATION_FAILED("migrationFailed", false),
  /** A script had begun and cannot be known to be undone. */
  MIGRATION_UNKNOWN("migrationUnknown", false),
  /** A later deployment's number stands on the host. */
  FENCED("fenced", false),
  /** Input that can never succeed. */
  INVALID("invalid", false);

  private final String wireName;
  private final boolean retryable;

  FailureType(String wireName, boolean retryable) {
    this.wireName = wireName;
    this.retryable = retryable;
  }

  public String wireName() {
    return wireName;
  }

  public boolean retryable() {
    return retryable;
  }
}
