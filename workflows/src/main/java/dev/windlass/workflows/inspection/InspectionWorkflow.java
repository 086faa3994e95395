package dev.windlass.workflows.inspection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations.Scripts;
import dev.windlass.workflows.plan.ReleaseSource.Artifact;
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
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Right> rights) {
    public Inspect {
      groups = List.copyOf(groups);
      phpFpm = phpFpm == null ? null : List.copyOf(phpFpm);
      rights = rights == null ? null : List.copyOf(rights);
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
   */
  record Facts(
      @Nullable Artifact artifact,
      List<SeenHost> hosts,
      List<String> pending,
      List<Problem> problems) {
    public Facts {
      hosts = List.copyOf(hosts);
      pending = List.copyOf(pending);
      problems = List.copyOf(problems);
    }
  }

  record SeenHost(String host, HostFacts facts) {}
}
