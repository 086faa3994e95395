package dev.windlass.workflows.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.fleet.DotEnvFiles;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations.Scripts;
import dev.windlass.workflows.plan.ReleaseSource.Artifact;
import dev.windlass.workflows.plan.RuntimeVersion;
import dev.windlass.workflows.preflight.PlannedNames;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the facts for a plan. Changes nothing, holds no lock. */
@WorkflowInterface
public interface InspectionWorkflow {

  @WorkflowMethod(name = "Inspection")
  Facts run(Inspect request);

  /**
   * @param mode whether missing directories are a problem
   * @param git to be resolved and packed, or null when the release is an artifact or exists already
   * @param artifact or null
   * @param phpFpm units of php-fpm that are reloaded on web hosts, or null
   * @param rights what the SSH users must be allowed to do, or null
   * @param dotEnv what is looked at in the hosts' {@code .env} files, or null
   * @param requires programs that the hosts must have, or null
   * @param names that are compared with the worker's settings and the artifact, or null
   */
  record Inspect(
      String application,
      String environment,
      Layout layout,
      List<HostGroup> groups,
      InspectHosts.Mode mode,
      @Nullable GitSource git,
      @Nullable Artifact artifact,
      @Nullable Scripts migrations,
      @Nullable List<String> phpFpm,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Right> rights,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DotEnvFiles dotEnv,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RuntimeVersion> requires,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlannedNames names) {
    public Inspect {
      groups = List.copyOf(groups);
      phpFpm = phpFpm == null ? null : List.copyOf(phpFpm);
      rights = rights == null ? null : List.copyOf(rights);
      requires = requires == null ? null : List.copyOf(requires);
    }
  }

  /**
   * @param key name of a secret with an SSH key, or null
   */
  record GitSource(String url, String revision, @Nullable String key) {}

  /**
   * @param artifact what git became, or what was given; null when there is none
   * @param hosts one per host that answered
   * @param pending migrations
   * @param remarks what speaks against no plan and should be known, or null
   * @param reading what the pending scripts would do, or null
   */
  record Facts(
      @Nullable Artifact artifact,
      List<SeenHost> hosts,
      List<String> pending,
      List<Problem> problems,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Problem> remarks,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reading reading) {
    public Facts {
      hosts = List.copyOf(hosts);
      pending = List.copyOf(pending);
      problems = List.copyOf(problems);
      remarks = remarks == null ? null : List.copyOf(remarks);
    }

    /** Without a reading. */
    public Facts(
        @Nullable Artifact artifact,
        List<SeenHost> hosts,
        List<String> pending,
        List<Problem> problems,
        @Nullable List<Problem> remarks) {
      this(artifact, hosts, pending, problems, remarks, null);
    }

    /** Without remarks. */
    public Facts(
        @Nullable Artifact artifact,
        List<SeenHost> hosts,
        List<String> pending,
        List<Problem> problems) {
      this(artifact, hosts, pending, problems, null, null);
    }
  }

  record SeenHost(String host, HostFacts facts) {}
}
