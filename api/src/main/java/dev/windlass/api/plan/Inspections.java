package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Release;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.fleet.DotEnvFiles;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.inspection.InspectionWorkflow.Inspect;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.preflight.PlannedNames;
import dev.windlass.workflows.preflight.Rights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be looked at on hosts and in databases before a plan can be made. */
public final class Inspections {

  private Inspections() {}

  /**
   * What must be looked at before a rollback or a recovery: whatever only a new release needs must
   * not stand in its way.
   *
   * @throws java.util.NoSuchElementException when the file has no such environment
   */
  public static Inspect ofReturn(Specification specification, String environment) {
    Inspect all = all(specification, environment, InspectHosts.Mode.DEPLOY);
    return new Inspect(
        all.application(),
        all.environment(),
        all.layout(),
        all.groups(),
        all.mode(),
        null,
        null,
        null,
        all.phpFpm(),
        all.rights(),
        null,
        null,
        null);
  }

  /**
   * What must be looked at before a set-up, which is there for the sake of a deployment.
   *
   * @throws java.util.NoSuchElementException when the file has no such environment
   */
  public static Inspect ofSetUp(Specification specification, String environment) {
    return all(specification, environment, InspectHosts.Mode.SETUP);
  }

  /**
   * What must be looked at before a deployment.
   *
   * @param artifact what was uploaded, or null where the file names a repository
   * @param revision of the repository, or null for the file's branch
   * @throws java.util.NoSuchElementException when the file has no such environment
   */
  public static Inspect ofDeployment(
      Specification specification,
      String environment,
      ReleaseSource.@Nullable Artifact artifact,
      @Nullable String revision) {
    Environment place = specification.environment(environment);
    Inspect all = all(specification, environment, InspectHosts.Mode.DEPLOY);
    return new Inspect(
        all.application(),
        all.environment(),
        all.layout(),
        all.groups(),
        all.mode(),
        artifact == null ? git(place, revision) : null,
        artifact,
        new DataParts(place).migrations() instanceof Migrations.Scripts scripts ? scripts : null,
        all.phpFpm(),
        all.rights(),
        all.dotEnv(),
        all.requires(),
        all.names());
  }

  private static Inspect all(
      Specification specification, String environment, InspectHosts.Mode mode) {
    DeploymentPlan plan = deployment(specification, environment);
    return new Inspect(
        plan.application(),
        environment,
        plan.layout(),
        HostGroup.of(plan.hosts(), plan.ssh()),
        mode,
        null,
        null,
        null,
        InspectHosts.phpFpm(plan.reload()),
        Rights.of(plan),
        DotEnvFiles.of(plan),
        plan.requires(),
        PlannedNames.of(plan));
  }

  /** One of nothing yet. */
  private static DeploymentPlan deployment(Specification specification, String environment) {
    PlanOrder order =
        new PlanOrder(
            specification,
            environment,
            new Aim.SetUp(),
            new Facts(null, List.of(), List.of(), List.of()));
    return PlanCompiler.deployment(order, new ReleaseSource.Nothing(), Found.nothing());
  }

  private static @Nullable GitSource git(Environment place, @Nullable String revision) {
    return place.release() instanceof Release.Git from
        ? new GitSource(
            from.git(),
            revision == null ? from.branch() : revision,
            from.key() == null ? null : from.key().secret())
        : null;
  }
}
