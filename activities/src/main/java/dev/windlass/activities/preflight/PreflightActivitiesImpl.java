package dev.windlass.activities.preflight;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.engine.AtOnce;
import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.migration.MigrationActivitiesImpl;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.MigrationActivities.InspectMigrations;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.preflight.PreflightActivities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The plan against the worker's grants, the artifact store and the database. */
public final class PreflightActivitiesImpl implements PreflightActivities {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Grants grants;
  private final ArtifactSource artifacts;
  private final MigrationActivitiesImpl migrations;

  public PreflightActivitiesImpl(
      Grants grants, ArtifactSource artifacts, MigrationActivitiesImpl migrations) {
    this.grants = grants;
    this.artifacts = artifacts;
    this.migrations = migrations;
  }

  @Override
  public PreflightReport check(CheckPlan request) {
    return ActivityFailures.typed(() -> AtOnce.beating().one(LIMIT, () -> checked(request.plan())));
  }

  private PreflightReport checked(DeploymentPlan plan) {
    Scope scope = new Scope(plan.application(), plan.environment());
    List<Problem> problems = new ArrayList<>(grants.problems(scope, asked(plan)));
    List<String> pending = new ArrayList<>();
    if (plan.release() instanceof ReleaseSource.Artifact artifact && isThere(artifact, problems)) {
      if (plan.migrations() instanceof Migrations.Scripts scripts && problems.isEmpty()) {
        MigrationFacts facts = facts(plan, scripts, artifact);
        facts.problems().forEach(what -> problems.add(new Problem("migrations", what, null)));
        pending.addAll(facts.pending());
      }
    }
    return new PreflightReport(problems, pending);
  }

  private static Asked asked(DeploymentPlan plan) {
    List<String> addresses =
        plan.databases().stream()
            .map(database -> database.host() + ":" + database.port())
            .distinct()
            .toList();
    return new Asked(plan.secrets(), plan.ssh(), plan.hosts(), addresses);
  }

  private boolean isThere(ReleaseSource.Artifact artifact, List<Problem> problems) {
    try {
      artifacts.fetch(artifact.digest());
      return true;
    } catch (ArtifactMissingException e) {
      problems.add(new Problem("release", e.what(), e.mend()));
      return false;
    }
  }

  private MigrationFacts facts(
      DeploymentPlan plan, Migrations.Scripts scripts, ReleaseSource.Artifact artifact) {
    String through = scripts.database().through();
    Host tunnel =
        plan.hosts().stream().filter(host -> host.name().equals(through)).findFirst().orElse(null);
    try {
      return migrations.look(
          new InspectMigrations(
              plan.application(), plan.environment(), scripts, artifact, plan.ssh(), tunnel));
    } catch (RemoteHostException | IllegalArgumentException e) {
      return new MigrationFacts(null, List.of(), List.of(String.valueOf(e.getMessage())));
    }
  }
}
