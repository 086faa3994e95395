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
  /** A store has no manifest of that backup: it never was whole there, or is gone. */
  BACKUP_MISSING("backupMissing", false),
  /** Its manifest is not the one that the catalogue knows, or none at all. */
  BACKUP_EDITED("backupEdited", false),
  /** Another backup's manifest lies in its place, or it is older than it may be. */
  BACKUP_STALE("backupStale", false),
  /** An object that the manifest names is not in the store. */
  BACKUP_INCOMPLETE("backupIncomplete", false),
  /** An object ends too early. */
  BACKUP_TRUNCATED("backupTruncated", false),
  /** An object is not what was stored. */
  BACKUP_DAMAGED("backupDamaged", false),
  /** The identity does not open it, or there is none. */
  BACKUP_SEALED("backupSealed", false),
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
