package dev.windlass.api.planning;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Migrations;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.store.backup.BackupOrigin;
import dev.windlass.workflows.drill.DrillReport;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.plan.Rehearsed;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of a plan whether a drill has run what it would migrate. */
final class Rehearsals {

  /** More drills than anybody looks back at. */
  private static final int LOOKED_BACK = 100;

  private final Store store;

  Rehearsals(Store store) {
    this.store = store;
  }

  /**
   * Null where nothing is pending, where the file declares no drills or other migrations, or where
   * there was nothing to rehearse on yet: no backup of the database is whole.
   */
  @Nullable Rehearsed of(Facts facts, Specification file, String environment) {
    if (facts.artifact() == null
        || facts.pending().isEmpty()
        || !canBe(file.environment(environment))) {
      return null;
    }
    String digest = facts.artifact().digest();
    Optional<Rehearsed> done =
        store.drills().list(file.application(), environment, LOOKED_BACK).stream()
            .flatMap(kept -> Stream.ofNullable(kept.report()))
            .flatMap(report -> done(report, digest))
            .findFirst();
    return done.orElseGet(() -> never(file.application(), environment));
  }

  private @Nullable Rehearsed never(String application, String environment) {
    return store
        .backups()
        .newestWhole(new BackupOrigin(application, environment, "database"))
        .map(_ -> new Rehearsed.Never())
        .orElse(null);
  }

  private static boolean canBe(Environment place) {
    return place.drills() != null
        && (place.migrations() instanceof Migrations.Scripts
            || place.migrations() instanceof Migrations.Updates);
  }

  private static Stream<Rehearsed> done(DrillReport report, String digest) {
    Rehearsal rehearsal = report.rehearsal();
    String backup = report.backup();
    return rehearsal == null || backup == null || !rehearsal.digest().equals(digest)
        ? Stream.empty()
        : Stream.of(
            new Rehearsed.Done(
                report.id(),
                backup,
                report.endedAt(),
                rehearsal.failure() == null,
                rehearsal.failure() == null ? rehearsal.line() : rehearsal.failure()));
  }
}
