package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ledger of drills, and what they write into the catalogue of backups. */
@ActivityInterface
public interface DrillLedgerActivities {

  /**
   * Gives a drill its id; the same run always gets the same. Earlier drills of this environment
   * that have no end were ended from outside, since there is one at a time: they get one now.
   */
  @ActivityMethod(name = "OpenDrill")
  Opened open(OpenDrill request);

  /** The drill reads this backup from now on, so that nobody removes it. */
  @ActivityMethod(name = "HoldForDrill")
  Held hold(Hold request);

  /** The last drill of this environment that passed. */
  @ActivityMethod(name = "LastPassedDrill")
  LastPassed lastPassed(DrillsOf request);

  /** Which of these scratch databases belong to drills of this store that have ended. */
  @ActivityMethod(name = "ForsakenScratch")
  Forsaken forsaken(Candidates request);

  /** Its end: the report, the backup's proof where all was well, and the hold let go. */
  @ActivityMethod(name = "CloseDrill")
  void close(CloseDrill request);

  /**
   * @param run the run's id in Temporal
   * @param prefix of the name of its scratch database
   */
  record OpenDrill(
      String run,
      String workflow,
      String application,
      String environment,
      String startedBy,
      String prefix,
      Instant startedAt) {}

  /**
   * @param scratch name of its scratch database, which no other drill has
   * @param sinceControl how many drills have passed since a damaged copy was last drilled
   */
  record Opened(String id, String scratch, int sinceControl) {}

  record Hold(String backup, String workflow, Instant at) {}

  /**
   * @param taken what the backup holds; null where it is about to go
   */
  record Held(@Nullable Taken taken) {}

  record DrillsOf(String application, String environment) {}

  /**
   * @param drill its id; null where none has passed
   * @param at when it ended; null where none has passed
   */
  record LastPassed(@Nullable String drill, @Nullable Instant at) {}

  record Candidates(List<String> databases) {
    public Candidates {
      databases = List.copyOf(databases);
    }
  }

  record Forsaken(List<String> databases) {
    public Forsaken {
      databases = List.copyOf(databases);
    }
  }

  /**
   * @param workflow that held the backup
   * @param aborted whether somebody ended it, so that it says nothing about the backup
   */
  record CloseDrill(DrillReport report, String workflow, boolean aborted) {}
}
