package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a check of a drill is not good. */
public enum DrillReason {
  /** There is no backup to drill, or not the one that was named. */
  @JsonProperty("noBackup")
  NO_BACKUP,
  /** The scratch server is, or may be, one that must not be written to. */
  @JsonProperty("notScratch")
  NOT_SCRATCH,
  /** The store has no manifest of it, although the catalogue says that it is whole there. */
  @JsonProperty("missing")
  MISSING,
  /** Its manifest is not the one that was written. */
  @JsonProperty("edited")
  EDITED,
  /** Another backup's manifest lies in its place. */
  @JsonProperty("otherBackup")
  OTHER_BACKUP,
  /** An object that its manifest names is not there. */
  @JsonProperty("incomplete")
  INCOMPLETE,
  /** An object ends too early. */
  @JsonProperty("truncated")
  TRUNCATED,
  /** An object is not what was stored. */
  @JsonProperty("damaged")
  DAMAGED,
  /** The private key does not open it, or there is none. */
  @JsonProperty("sealed")
  SEALED,
  /** It opens, and the engine's own tool cannot restore it. */
  @JsonProperty("notRestorable")
  NOT_RESTORABLE,
  /** The scratch server has no room for it. */
  @JsonProperty("scratchFull")
  SCRATCH_FULL,
  /** The engine finds its own tables or indexes broken. */
  @JsonProperty("inconsistent")
  INCONSISTENT,
  @JsonProperty("schemaVersion")
  SCHEMA_VERSION,
  @JsonProperty("tableMissing")
  TABLE_MISSING,
  /** There is a table that the manifest does not have. */
  @JsonProperty("tableUnexpected")
  TABLE_UNEXPECTED,
  /** More or fewer rows than the manifest says. */
  @JsonProperty("rowCount")
  ROW_COUNT,
  /** As many rows, and not the same. */
  @JsonProperty("rowsDiffer")
  ROWS_DIFFER,
  /** A view, routine, trigger, event or sequence is missing. */
  @JsonProperty("thingMissing")
  THING_MISSING,
  /** A view, routine, trigger, event or sequence is another. */
  @JsonProperty("thingDiffers")
  THING_DIFFERS,
  /** Rows refer to rows that are not there. */
  @JsonProperty("orphans")
  ORPHANS,
  /** The newest record was too old when the backup was taken. */
  @JsonProperty("stale")
  STALE,
  /** A declared query answered something else. */
  @JsonProperty("answer")
  ANSWER,
  /** Slower than the objective. */
  @JsonProperty("tooSlow")
  TOO_SLOW,
  /** The newest backup is older than the objective. */
  @JsonProperty("dataTooOld")
  DATA_TOO_OLD,
  /** The pending migrations do not run on the restored database; the backup itself is fine. */
  @JsonProperty("rehearsal")
  REHEARSAL,
  /** A damaged copy passed: this drill, and those before it, prove nothing. */
  @JsonProperty("controlPassed")
  CONTROL_PASSED,
  /** The scratch database could not be dropped. */
  @JsonProperty("leftBehind")
  LEFT_BEHIND,
  /** It could not be found out. */
  @JsonProperty("unmeasured")
  UNMEASURED;

  /**
   * Whether it is the backup itself that is not good: not the scratch server, the private key, the
   * time it took or what was done with it afterwards.
   */
  public boolean isOfTheBackup() {
    return switch (this) {
      case MISSING,
          EDITED,
          OTHER_BACKUP,
          INCOMPLETE,
          TRUNCATED,
          DAMAGED,
          NOT_RESTORABLE,
          INCONSISTENT,
          SCHEMA_VERSION,
          TABLE_MISSING,
          TABLE_UNEXPECTED,
          ROW_COUNT,
          ROWS_DIFFER,
          THING_MISSING,
          THING_DIFFERS,
          ORPHANS,
          STALE,
          ANSWER ->
          true;
      case NO_BACKUP,
          NOT_SCRATCH,
          SEALED,
          SCRATCH_FULL,
          TOO_SLOW,
          DATA_TOO_OLD,
          REHEARSAL,
          CONTROL_PASSED,
          LEFT_BEHIND,
          UNMEASURED ->
          false;
    };
  }
}
