package dev.windlass.workflows.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.Manifest.Scope;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks what a store has, whatever the catalogue says. */
@ActivityInterface
public interface RescanActivities {

  /**
   * Reads the manifests of an environment's backups in a store and counts the bytes of what they
   * name, a page at a time, by id. Changes nothing there.
   */
  @ActivityMethod(name = "ScanStore")
  Scanned scan(Scan request);

  /**
   * @param plan of any backup of the environment: it says how the store is entered
   * @param after id of the last backup of the page before; empty for the first page
   */
  record Scan(BackupPlan plan, StorePlace store, String after) {}

  /**
   * @param whole backups of which everything is there that their manifest names
   * @param odd what is no whole backup, or not the one that it should be
   * @param next the last id of this page; null when no other page follows
   */
  record Scanned(List<Found> whole, List<Oddity> odd, @Nullable String next) {
    public Scanned {
      whole = List.copyOf(whole);
      odd = List.copyOf(odd);
    }
  }

  /**
   * A backup as its manifest tells of it.
   *
   * @param kind {@code database} or {@code files}
   * @param startedAt when its source was read
   * @param finishedAt when the last byte was stored
   * @param scope of what exactly, and why; null where its manifest is older than the telling of it
   */
  record Found(
      String id,
      String kind,
      Instant startedAt,
      Instant finishedAt,
      Taken taken,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Scope scope) {

    /** Whose manifest does not say of what exactly it is. */
    public Found(String id, String kind, Instant startedAt, Instant finishedAt, Taken taken) {
      this(id, kind, startedAt, finishedAt, taken, null);
    }
  }

  /**
   * What is not as it should be.
   *
   * @param id of the backup, as the store or the catalogue names it
   * @param why what was found, what was expected, what to do
   */
  record Oddity(String id, String why) {}
}
