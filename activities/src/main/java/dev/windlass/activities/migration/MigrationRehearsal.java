package dev.windlass.activities.migration;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.drill.DrillActivities.RehearseScratch;
import dev.windlass.workflows.drill.Rehearsal;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Runs what is pending on a restored database, by the code by which a deployment does. */
public final class MigrationRehearsal {

  /** What speaks against the scripts; anything else against the server or the way to it. */
  private static final Set<String> MISFITS =
      Set.of(
          FailureType.MIGRATION_FAILED.wireName(),
          FailureType.MIGRATION_UNKNOWN.wireName(),
          FailureType.INVALID.wireName());

  private final ArtifactSource artifacts;

  public MigrationRehearsal(ArtifactSource artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * Runs and measures; a second time on the same database is refused, for it would measure half.
   *
   * @param route to the restored database
   * @throws ApplicationFailure when it could not be found out
   */
  public Rehearsal run(DatabaseRoute route, RehearseScratch request) {
    long begun = System.nanoTime();
    Server server = Server.of(route.database().engine());
    try (Connection connection = route.connect(server.plainOptions());
        Measures measures = Measures.on(route)) {
      String failure = failure(route, connection, request, measures);
      ReleaseSource.Artifact artifact = request.artifact();
      return new Rehearsal(
          artifact.digest(),
          artifact.revision(),
          Duration.ofNanos(System.nanoTime() - begun),
          measures.scripts(),
          failure,
          measures.unmeasured());
    } catch (SQLException e) {
      throw MigrationFailures.connecting(
          route.database().host() + "/" + route.database().name(), e);
    }
  }

  private @Nullable String failure(
      DatabaseRoute route, Connection connection, RehearseScratch request, Measures measures)
      throws SQLException {
    Migrations.Scripts scripts = on(route.database(), request.migrations());
    ReleaseSource.Artifact artifact = request.artifact();
    try (ScriptsArchive archive =
        ScriptsArchive.open(artifacts.fetch(artifact.digest()), artifact.form(), scripts)) {
      Journal journal = new Journal(History.of(connection, scripts));
      Journal.Row row = journal.read();
      if (row.deployment().equals(request.drill())) {
        throw Failures.of(
            FailureType.FENCED, "the rehearsal was interrupted, and can only begin in a new drill");
      }
      journal.history().refuseBegun(row);
      Migrate migrate =
          new Migrate(
              change(request, row.fence() + 1),
              scripts,
              artifact,
              request.plan().backup().ssh(),
              null,
              request.plan().limit());
      new MigrationRun(migrate, route, journal, _ -> {}).of(archive, measures);
      Verified.require(connection, scripts.verify());
      return null;
    } catch (ApplicationFailure failed) {
      if (!MISFITS.contains(failed.getType())) {
        throw failed;
      }
      // What a person would have to mend in production is dropped with the scratch database.
      return failed.getOriginalMessage().split(History.BEGUN, 2)[0].replace("\n", ": ");
    } catch (ArtifactMissingException | FlywayException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The restored fence is the number of the last deployment; this comes behind it. */
  private static Change change(RehearseScratch request, long number) {
    return new Change(
        request.drill(),
        number,
        request.plan().backup().application(),
        request.plan().backup().environment(),
        "",
        request.artifact().revision());
  }

  private static Migrations.Scripts on(Database scratch, Migrations.Scripts declared) {
    return new Migrations.Scripts(
        scratch,
        List.copyOf(declared.locations()),
        declared.lockTimeout(),
        declared.statementTimeout(),
        declared.undo(),
        declared.guard(),
        declared.care(),
        declared.updates());
  }
}
