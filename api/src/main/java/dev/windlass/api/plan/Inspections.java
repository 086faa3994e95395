package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.Release;
import dev.windlass.api.specification.Specification;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.inspection.InspectionWorkflow.Inspect;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.preflight.Rights;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be looked at on hosts and in databases before a plan can be made. */
public final class Inspections {

  private Inspections() {}

  /**
   * What must be looked at before a rollback or a set-up.
   *
   * @throws java.util.NoSuchElementException when the file has no such environment
   */
  public static Inspect of(
      Specification specification, String environment, InspectHosts.Mode mode) {
    Environment place = specification.environment(environment);
    PlanParts parts = new PlanParts(specification, place);
    return new Inspect(
        specification.application(),
        environment,
        parts.layout(),
        HostGroup.of(parts.hosts(), parts.ssh()),
        mode,
        null,
        null,
        null,
        InspectHosts.phpFpm(parts.reload()),
        rights(specification, environment));
  }

  /** Of a deployment, whatever is planned now: set-up and rollback are there for its sake. */
  private static List<Right> rights(Specification specification, String environment) {
    PlanOrder order =
        new PlanOrder(
            specification,
            environment,
            new Aim.SetUp(),
            new Facts(null, List.of(), List.of(), List.of()));
    return Rights.of(PlanCompiler.deployment(order, new ReleaseSource.Nothing(), Found.nothing()));
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
    Inspect hosts = of(specification, environment, InspectHosts.Mode.DEPLOY);
    return new Inspect(
        hosts.application(),
        hosts.environment(),
        hosts.layout(),
        hosts.groups(),
        hosts.mode(),
        artifact == null ? git(place, revision) : null,
        artifact,
        new DataParts(place).migrations() instanceof Migrations.Scripts scripts ? scripts : null,
        hosts.phpFpm(),
        hosts.rights());
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
