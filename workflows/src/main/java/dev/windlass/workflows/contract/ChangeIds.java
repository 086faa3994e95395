package dev.windlass.workflows.contract;

/**
 * Names of changes in the order of a workflow's commands, for {@code Workflow.getVersion}. They
 * stand in histories: never change or reuse one.
 */
public final class ChangeIds {

  /** Undo leaves hosts alone that a ramp did not reach. */
  public static final String UNDO_WHERE_THE_RAMP_WAS = "undo-where-the-ramp-was";

  /** The preflight looks at hosts that only balance, too. */
  public static final String LOOK_AT_BALANCERS = "look-at-balancers";

  /**
   * Queue workers rest with a maintenance; timed jobs until the last of what they rest for ends.
   */
  public static final String REST_WITH_MAINTENANCE = "rest-with-maintenance";

  /** A balancer closes and opens also while other hosts are away. */
  public static final String CLOSE_WITHOUT_A_HOST = "close-without-a-host";

  /**
   * An artifact comes in the same visit that unpacks it; where nothing is asked of an answer, the
   * job that published is the proof; many hosts make fewer groups.
   */
  public static final String FEWER_ROUND_TRIPS = "fewer-round-trips";

  /** A drill whose way is over is not aborted any more. */
  public static final String NO_LATE_ABORT = "no-late-abort";

  /** A backup that a deployment may go back to stays as long as that runs. */
  public static final String RELY_ON_BACKUPS = "rely-on-backups";

  /** A safety backup that is whole in one store is enough to go on. */
  public static final String SAFE_IN_ONE_STORE = "safe-in-one-store";

  /** What a drill, a backup or a waiver vouches for is asked again directly before migrating. */
  public static final String LOOK_AGAIN_AT_THE_SCHEMA = "look-again-at-the-schema";

  /** A rescan says in Temporal where it is and how it ended. */
  public static final String RESCAN_SAYS_ITS_OUTCOME = "rescan-says-its-outcome";

  private ChangeIds() {}
}
