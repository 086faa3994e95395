package dev.windlass.workflows.drill;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands of a drill: between a store and a scratch server. What is wrong with a backup is an answer;
 * what keeps one from finding out is an exception.
 */
@ActivityInterface
public interface DrillActivities {

  /** Compares the scratch server with every declared database. Writes nothing. */
  @ActivityMethod(name = "ProveScratch")
  Proved prove(ProveScratch request);

  /**
   * Proves it once more, makes the scratch database anew and restores the backup into it, verifying
   * every digest on the way.
   */
  @ActivityMethod(name = "RestoreScratch")
  Restored restore(RestoreScratch request);

  /** Compares what was restored with the manifest, and asks the declared questions. */
  @ActivityMethod(name = "CheckScratch")
  Checked check(CheckScratch request);

  /**
   * Runs a release's pending migrations there, as its deployment would, and measures. What is wrong
   * with them is an answer.
   */
  @ActivityMethod(name = "RehearseMigrations")
  Rehearsed rehearse(RehearseScratch request);

  /** Drops the scratch database's largest table, for a negative control. */
  @ActivityMethod(name = "SpoilScratch")
  Spoilt spoil(SpoilScratch request);

  /** Ends whoever is connected to a scratch database and drops it. Not there is fine too. */
  @ActivityMethod(name = "DropScratch")
  void drop(DropScratch request);

  record ProveScratch(DrillPlan plan) {}

  /**
   * @param problems why nothing may be written there; empty where all is well
   * @param databases on that server whose names begin with the prefix
   */
  record Proved(List<Problem> problems, List<String> databases) {
    public Proved {
      problems = List.copyOf(problems);
      databases = List.copyOf(databases);
    }
  }

  /** In which state a backup is restored. */
  enum Condition {
    @JsonProperty("asStored")
    AS_STORED,
    /** With one byte flipped on the way here; what is stored is not touched. */
    @JsonProperty("flipped")
    FLIPPED
  }

  /**
   * @param database to be made
   * @param manifest SHA-256 that the backup's manifest must have
   */
  record RestoreScratch(
      DrillPlan plan, String database, String backup, String manifest, Condition condition) {}

  /**
   * @param problem what is wrong with the backup; null where it was restored
   * @param fetch waiting for the store
   * @param restore all the rest
   * @param bytes that the store gave
   */
  record Restored(@Nullable DrillFinding problem, Duration fetch, Duration restore, long bytes) {}

  /**
   * @param manifest SHA-256 that the backup's manifest must have
   */
  record CheckScratch(DrillPlan plan, String database, String backup, String manifest) {}

  record Checked(List<DrillFinding> findings, Duration took) {
    public Checked {
      findings = List.copyOf(findings);
    }
  }

  /**
   * @param drill its id, under which they run
   * @param migrations as the file declares them, of production
   */
  record RehearseScratch(
      DrillPlan plan,
      String database,
      String drill,
      ReleaseSource.Artifact artifact,
      Migrations.Scripts migrations) {}

  /**
   * @param outcome null where it could not be found out
   */
  record Rehearsed(DrillFinding finding, @Nullable Rehearsal outcome) {}

  record SpoilScratch(DrillPlan plan, String database) {}

  /**
   * @param table that is gone, or null where there was none
   */
  record Spoilt(@Nullable String table) {}

  record DropScratch(DrillPlan plan, String database) {}
}
