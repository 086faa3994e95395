package dev.windlass.activities.preflight;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.activities.artifact.BrokenArtifactException;
import dev.windlass.activities.artifact.EnvironmentExample;
import dev.windlass.activities.artifact.EnvironmentExamples;
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
import dev.windlass.workflows.preflight.PlannedNames;
import dev.windlass.workflows.preflight.PreflightActivities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The plan against the worker's grants, the artifact store and the database. */
public final class PreflightActivitiesImpl implements PreflightActivities {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final MigrationFacts NOTHING = new MigrationFacts(null, List.of(), List.of());

  private final Grants grants;
  private final ArtifactSource artifacts;
  private final MigrationActivitiesImpl migrations;
  private final EnvironmentExamples examples;

  public PreflightActivitiesImpl(
      Grants grants, ArtifactSource artifacts, MigrationActivitiesImpl migrations) {
    this.grants = grants;
    this.artifacts = artifacts;
    this.migrations = migrations;
    this.examples = new EnvironmentExamples(artifacts);
  }

  @Override
  public PreflightReport check(CheckPlan request) {
    return ActivityFailures.typed(() -> AtOnce.beating().one(LIMIT, () -> checked(request.plan())));
  }

  @Override
  public PreflightReport checkNames(CheckNames request) {
    return ActivityFailures.typed(() -> AtOnce.beating().one(LIMIT, () -> compared(request)));
  }

  private PreflightReport checked(DeploymentPlan plan) {
    Scope scope = new Scope(plan.application(), plan.environment());
    PlannedNames names = PlannedNames.of(plan);
    Asked asked = new Asked(names.secrets(), plan.ssh(), plan.hosts(), names.addresses());
    List<Problem> problems = new ArrayList<>(grants.problems(scope, asked));
    MigrationFacts facts = NOTHING;
    if (plan.release() instanceof ReleaseSource.Artifact artifact && isThere(artifact, problems)) {
      problems.addAll(unset(names, artifact));
      if (plan.migrations() instanceof Migrations.Scripts scripts && problems.isEmpty()) {
        facts = facts(plan, scripts, artifact);
        facts.problems().forEach(what -> problems.add(new Problem("migrations", what, null)));
      }
    }
    return new PreflightReport(problems, facts.pending(), facts.reading());
  }

  private PreflightReport compared(CheckNames request) {
    PlannedNames names = request.names();
    Scope scope = new Scope(request.application(), request.environment());
    Asked asked = new Asked(names.secrets(), null, List.of(), names.addresses());
    List<Problem> problems = new ArrayList<>(grants.problems(scope, asked));
    ReleaseSource.Artifact artifact = request.artifact();
    if (artifact != null && isThere(artifact, problems)) {
      problems.addAll(unset(names, artifact));
    }
    return new PreflightReport(problems, List.of());
  }

  /** What the artifact's {@code .env.example} names and the rendered {@code .env} will not have. */
  private List<Problem> unset(PlannedNames names, ReleaseSource.Artifact artifact) {
    List<String> variables = names.variables();
    if (variables == null) {
      return List.of();
    }
    try {
      EnvironmentExample example = examples.of(artifact);
      List<String> missing =
          example.wanted().keySet().stream().filter(name -> !variables.contains(name)).toList();
      return missing.isEmpty()
          ? List.of()
          : List.of(
              new Problem(
                  "env",
                  example.missing(missing),
                  "add %s to env in the file; a secret as {secret: name}"
                      .formatted(missing.size() == 1 ? "it" : "them")));
    } catch (BrokenArtifactException e) {
      return List.of(e.problem());
    }
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
