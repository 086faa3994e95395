package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.RescanActivities.Found;
import dev.windlass.workflows.backup.RescanActivities.Oddity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The catalogue: which backups there are, where, and how far each can be trusted. */
@ActivityInterface
public interface CatalogueActivities {

  /** Gives a backup its id. The same run always gets the same. */
  @ActivityMethod(name = "OpenBackup")
  Opened open(Open request);

  /** It is whole in this store; a second time changes nothing. */
  @ActivityMethod(name = "StoredBackup")
  void stored(Stored request);

  /** Its run has ended; {@code problem} says why not well. */
  @ActivityMethod(name = "CloseBackup")
  void close(Close request);

  /**
   * Backups of what the environment itself has, whole in some store, newest first. What a restore
   * replaced in another database is none of them.
   */
  @ActivityMethod(name = "ListBackups")
  Listing list(ListBackups request);

  /**
   * Waits for the end of the newest backup's run, at most for so long. One that ended before {@code
   * since} is not the one that is meant, which then has not told the catalogue of itself yet.
   */
  @ActivityMethod(name = "AwaitEndOfBackup")
  Awaited awaitEnd(AwaitEnd request);

  /**
   * From now on nobody may begin to read it, since it is about to go; false where somebody reads
   * it.
   */
  @ActivityMethod(name = "RetireBackup")
  Retired retire(Retire request);

  /**
   * A deployment may go back to it from now on, until that is closed: nothing removes it; false
   * where it is about to go already.
   */
  @ActivityMethod(name = "RelyOnBackup")
  Relied rely(Rely request);

  /** It is gone from this store; gone from all of them, it is only history. */
  @ActivityMethod(name = "ForgetBackup")
  void forget(Forget request);

  /**
   * Enters backups that were found whole in a store; those that are known stay as they are. A
   * second time changes nothing.
   */
  @ActivityMethod(name = "EnterBackups")
  Entered enter(Enter request);

  /**
   * @param run the run's id in Temporal
   * @param target name of the restore target whose database it is of; null where it is of the
   *     environment's own, or of files
   */
  record Open(
      String run,
      String application,
      String environment,
      String kind,
      Occasion occasion,
      String startedBy,
      Instant startedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target) {

    /** Of what the environment itself has. */
    public Open(
        String run,
        String application,
        String environment,
        String kind,
        Occasion occasion,
        String startedBy,
        Instant startedAt) {
      this(run, application, environment, kind, occasion, startedBy, startedAt, null);
    }
  }

  record Opened(String id) {}

  record Stored(String id, String store, Taken taken, Instant at) {}

  record Close(String id, @Nullable String problem, Instant at) {}

  /**
   * @param targets whether also those of restore targets' databases; absent where not
   */
  record ListBackups(
      String application,
      String environment,
      String kind,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean targets) {

    /** Of what the environment itself has. */
    public ListBackups(String application, String environment, String kind) {
      this(application, environment, kind, false);
    }
  }

  record Listing(List<Row> rows) {
    public Listing {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @param takenAt when its source was read
   * @param stores where it is whole
   * @param drilledAt when a drill last proved it, or null
   * @param usedBy workflow that reads it now, or null
   * @param manifest SHA-256 of its manifest; null where it is not known
   * @param selected whether only the tables that the file named are in it; absent where not
   * @param safety whether it holds what a restore has replaced, perhaps in another database than
   *     the environment's: nobody's newest; absent where not
   */
  record Row(
      String id,
      Instant takenAt,
      List<String> stores,
      @Nullable Instant drilledAt,
      @Nullable String usedBy,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String manifest,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean selected,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean safety) {
    public Row {
      stores = List.copyOf(stores);
    }

    /** That nobody restores. */
    public Row(
        String id,
        Instant takenAt,
        List<String> stores,
        @Nullable Instant drilledAt,
        @Nullable String usedBy) {
      this(id, takenAt, stores, drilledAt, usedBy, null, false, false);
    }
  }

  record AwaitEnd(
      String application, String environment, String kind, Instant since, Duration atMost) {}

  /**
   * @param ended null where it still goes on
   */
  record Awaited(@Nullable Ended ended) {}

  /**
   * @param takenAt when its source was read
   * @param problem why it did not end well, or null
   */
  record Ended(String id, Instant takenAt, @Nullable String problem) {}

  record Retire(String id, Instant at) {}

  record Retired(boolean agreed) {}

  record Rely(String id, String deployment, Instant since) {}

  record Relied(boolean agreed) {}

  record Forget(String id, String store, Instant at) {}

  /**
   * @param by who asked for the rescan
   */
  record Enter(
      String application,
      String environment,
      String store,
      List<Found> found,
      String by,
      Instant at) {
    public Enter {
      found = List.copyOf(found);
    }
  }

  /**
   * @param ids those that were not known to be whole in this store
   * @param odd those of which the catalogue knows something else
   */
  record Entered(List<String> ids, List<Oddity> odd) {
    public Entered {
      ids = List.copyOf(ids);
      odd = List.copyOf(odd);
    }
  }
}
