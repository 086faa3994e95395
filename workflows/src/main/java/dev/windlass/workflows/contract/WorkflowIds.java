package dev.windlass.workflows.contract;

/** Workflow ids. An id is also a lock: one run of it at a time. */
public final class WorkflowIds {

  private WorkflowIds() {}

  /** The lock of an environment: everything that changes it runs under this id. */
  public static String change(String application, String environment) {
    return "change/" + application + "/" + environment;
  }

  /** The maintenance of an environment that outlives what put it on, with its timer. */
  public static String maintenance(String application, String environment) {
    return "maintenance/" + application + "/" + environment;
  }

  /** Backups of one kind of an environment: one at a time. */
  public static String backup(String application, String environment, String kind) {
    return "backup/" + application + "/" + environment + "/" + kind;
  }

  /** Drills of an environment's backups: one at a time. */
  public static String drill(String application, String environment) {
    return "drill/" + application + "/" + environment;
  }

  /** Restores into a target that is not the environment's own: one at a time. */
  public static String restore(String application, String environment, String target) {
    return "restore/" + application + "/" + environment + "/" + target;
  }

  /** The backup of what a restore is about to replace. */
  public static String safety(String restore) {
    return "safety/" + restore;
  }

  /** A change that is a part of a restore, which holds the environment's lock for it. */
  public static String part(String restore, String part) {
    return "part/" + restore + "/" + part;
  }

  /** The restore by which a deployment that is taken back undoes what it migrated. */
  public static String takeBack(String deployment, int attempt) {
    return "take-back/" + deployment + "/" + attempt;
  }

  /** A rescan of an environment's stores: one at a time. */
  public static String rescan(String application, String environment) {
    return "rescan/" + application + "/" + environment;
  }

  /** Runs that the schedule of one kind starts: Temporal adds the time to it. */
  public static String scheduledBackup(String application, String environment, String kind) {
    return "scheduled-backup/" + application + "/" + environment + "/" + kind;
  }

  /** Runs that the schedule of an environment's drills starts: Temporal adds the time to it. */
  public static String scheduledDrill(String application, String environment) {
    return "scheduled-drill/" + application + "/" + environment;
  }

  /** Whether backups of an environment, and drills of them, are young enough. */
  public static String freshness(String application, String environment) {
    return "freshness/" + application + "/" + environment;
  }

  /** What stands above the changes of an environment: its standing watch. */
  public static String environment(String application, String environment) {
    return "environment/" + application + "/" + environment;
  }

  public static String ramp(String deploymentId) {
    return "ramp/" + deploymentId;
  }

  public static String inspection(String id) {
    return "inspection/" + id;
  }
}
