package dev.windlass.api.restore;

import dev.windlass.api.plan.RestorePlans;
import dev.windlass.api.plan.RestorePlans.Known;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.Refusal;
import dev.windlass.store.backup.Backups;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.restore.RestorePlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** From what somebody wants to a plan, by the file and the catalogue. */
record RestoreChoice(
    RegisteredFiles files, Backups catalogue, String application, String environment) {

  private static final String KIND = "database";

  /**
   * @throws Refusal when the file or the catalogue doesn't have what is wanted; nothing changed
   */
  RestorePlan plan(RestoreWanted wanted) {
    RestorePlans plans =
        RestorePlans.of(files.describing(application, environment), environment)
            .orElseThrow(() ->
                refused("the file declares no backup of the database")
                    .next("backups: {database: …, stores: […]} in the file"));
    String to = wanted.to();
    if (to != null && !plans.targets().contains(to)) {
      throw refused(
              "the file declares no target %s; it has %s"
                  .formatted(to, plans.targets().isEmpty() ? "none" : plans.targets()))
          .next("backups: {restore: {targets: {" + to + ": {database: …}}}} in the file");
    }
    try {
      return plans.plan(known(fitting(choose(wanted), to)), to, wanted.chosenTables());
    } catch (IllegalArgumentException unfit) {
      throw refused(String.valueOf(unfit.getMessage()))
          .next("windlass backups rescan " + environment);
    }
  }

  private KeptBackup choose(RestoreWanted wanted) {
    List<KeptBackup> whole = catalogue.wholeOfAll(application, environment, KIND);
    String id = wanted.backup();
    Instant at = wanted.at();
    if (id == null && at == null) {
      throw Refusal.badRequest("backup: an id or latest is expected, or at: a moment");
    }
    boolean newest = id == null || id.equals(RestoreWanted.LATEST);
    Optional<KeptBackup> found =
        whole.stream()
            .filter(backup -> newest ? isTheUsual(backup) : backup.id().equals(id))
            .filter(backup -> at == null || backup.startedAt().isBefore(at))
            .findFirst();
    return found.orElseThrow(() ->
        refused(
                "no whole backup of the database %s%s"
                    .formatted(
                        newest ? "is there" : "is called " + id,
                        at == null ? "" : " that was taken before " + at))
            .next(
                (whole.isEmpty() ? "windlass backups rescan " : "windlass backups ")
                    + environment));
  }

  /** That no restore took for its safety, and of the environment's own database. */
  private static boolean isTheUsual(KeptBackup backup) {
    return backup.occasion() != Occasion.SAFETY && backup.target() == null;
  }

  /** What a target held does not become what the environment lives on. */
  private KeptBackup fitting(KeptBackup backup, @Nullable String to) {
    if (backup.target() != null && to == null) {
      throw refused(
              "%s is of the restore target %s, not of the database of %s"
                  .formatted(backup.id(), backup.target(), environment))
          .next(
              "windlass restore %s %s --to %s"
                  .formatted(environment, backup.id(), backup.target()));
    }
    return backup;
  }

  private Known known(KeptBackup backup) {
    if (backup.taken() == null) {
      throw refused(backup.id() + " was never whole");
    }
    return new Known(backup.id(), backup.startedAt(), backup.taken().manifest(), backup.stores());
  }

  private static Refusal refused(String why) {
    return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "No restore", why + ". Nothing changed.");
  }
}
