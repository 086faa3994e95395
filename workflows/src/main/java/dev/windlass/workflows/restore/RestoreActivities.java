package dev.windlass.workflows.restore;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands of a restore: between a backup's stores and its target. */
@ActivityInterface
public interface RestoreActivities {

  /**
   * Compares the target with what the plan declares and reads the backup's manifest. Writes
   * nothing. Refuses as {@code refused} what must not be restored there.
   */
  @ActivityMethod(name = "LookAtRestore")
  Looked look(Look request);

  /**
   * Loads the backup and compares it with its manifest, table by table. PostgreSQL: into the
   * target, in one transaction. MariaDB and MySQL: into a schema beside it, from anew. What an
   * earlier attempt of the same restore has loaded whole is not loaded again. Beats with {@link
   * Progress}.
   */
  @ActivityMethod(name = "LoadBackup")
  Loaded load(Load request);

  /**
   * What was loaded beside the database changes places with what it holds; all of it or, when this
   * fails, nothing. MariaDB and MySQL only. Goes on where an earlier attempt was interrupted.
   */
  @ActivityMethod(name = "SwapRestored")
  void swap(Swap request);

  /**
   * Removes whatever the restore made beside the target's own things; where a swap stands half
   * done, it is taken back before.
   */
  @ActivityMethod(name = "CleanRestore")
  Cleaned clean(Clean request);

  /**
   * @param id of the restore, by which its traces are known
   */
  record Look(String id, RestorePlan plan) {}

  /**
   * @param server what the server says that it is
   * @param version of the server
   * @param things how many tables, routines and events the target holds
   * @param bytes to load, before compression
   * @param remarks what should be known before
   */
  record Looked(
      String server,
      String version,
      long things,
      long bytes,
      Definers definers,
      List<String> remarks) {
    public Looked {
      remarks = List.copyOf(remarks);
    }
  }

  /** Whose rights views, routines, triggers and events get. */
  enum Definers {
    /** As in the backup. */
    @JsonProperty("kept")
    KEPT,
    /** Those of the user who restores, who may not set others. */
    @JsonProperty("restorer")
    RESTORER
  }

  /**
   * @param looked what must still be so
   */
  record Load(String id, RestorePlan plan, Looked looked) {}

  record Swap(String id, RestorePlan plan, Looked looked) {}

  record Clean(String id, RestorePlan plan) {}

  /**
   * @param restored whether the backup is in place in the target; null where nothing tells
   */
  record Cleaned(@Nullable Boolean restored) {}

  /**
   * How far a loading is.
   *
   * @param bytes so far, before compression
   * @param total of the backup
   * @param bytesPerSecond since it began
   * @param remaining at that rate; null before there is one
   */
  record Progress(long bytes, long total, long bytesPerSecond, @Nullable Duration remaining) {

    /** After so long a time. */
    public static Progress of(long bytes, long total, Duration took) {
      long rate = took.toMillis() == 0 ? 0 : bytes * 1000 / took.toMillis();
      return new Progress(
          bytes,
          total,
          rate,
          rate == 0 ? null : Duration.ofSeconds(Math.max(0, total - bytes) / rate));
    }
  }
}
