package dev.windlass.workflows.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.SshAccess;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flyway, once per database. Framework migrations are host jobs; only what they would do is read
 * here.
 */
@ActivityInterface
public interface MigrationActivities {

  /**
   * What is pending, what it would do, and whether what was applied is still what the scripts say.
   * Changes nothing. Trouble comes back as problems.
   */
  @ActivityMethod(name = "InspectMigrations")
  MigrationFacts inspect(InspectMigrations request);

  /**
   * What a framework's migrations would do, by their own dry run on their host, where the release
   * is prepared. Changes nothing. Trouble comes back as problems.
   */
  @ActivityMethod(name = "ReadDryRun")
  MigrationFacts readDryRun(ReadDryRun request);

  /**
   * Applies what is pending. Fails with {@code migrationFailed} (the schema is as before the failed
   * script), {@code migrationUnknown} (a script that cannot be undone had begun; script and
   * statement are named), {@code fenced}.
   */
  @ActivityMethod(name = "Migrate")
  MigrationReport migrate(Migrate request);

  /**
   * Takes back what this deployment applied, by the release's own down scripts, newest first; says
   * what it took back. Fails like {@link #migrate}.
   */
  @ActivityMethod(name = "TakeMigrationsDown")
  MigrationReport takeDown(Migrate request);

  /** Stops a migration of this deployment that still runs on the server; says what it found. */
  @ActivityMethod(name = "StopMigration")
  MigrationReport stop(Migrate request);

  /**
   * @param tunnel the host of the tunnel, or null
   */
  record InspectMigrations(
      String application,
      String environment,
      Migrations.Scripts migrations,
      ReleaseSource.Artifact artifact,
      SshAccess ssh,
      @Nullable Host tunnel) {}

  /**
   * @param host that migrates
   * @param tunnel the host of the tunnel to the database that is asked for its version, or null
   * @param secrets names of those that the command may find where it runs, and print
   */
  record ReadDryRun(
      Change change,
      Migrations.Command migrations,
      Layout layout,
      Host host,
      SshAccess ssh,
      @Nullable Host tunnel,
      List<String> secrets) {
    public ReadDryRun {
      secrets = List.copyOf(secrets);
    }
  }

  record Migrate(
      Change change,
      Migrations.Scripts migrations,
      ReleaseSource.Artifact artifact,
      SshAccess ssh,
      @Nullable Host tunnel,
      Duration limit) {}

  /**
   * @param version now in force, or null on an empty schema
   * @param pending scripts in order
   * @param problems what speaks against migrating
   * @param reading what the pending scripts would do, or null where none could be read
   */
  record MigrationFacts(
      @Nullable String version,
      List<String> pending,
      List<String> problems,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reading reading) {
    public MigrationFacts {
      pending = List.copyOf(pending);
      problems = List.copyOf(problems);
    }

    /** Without a reading. */
    public MigrationFacts(@Nullable String version, List<String> pending, List<String> problems) {
      this(version, pending, problems, null);
    }
  }

  /**
   * @param applied scripts that this deployment applied, over all attempts, in order
   */
  record MigrationReport(@Nullable String before, @Nullable String after, List<String> applied) {
    public MigrationReport {
      applied = List.copyOf(applied);
    }
  }
}
