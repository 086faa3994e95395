package dev.windlass.workflows.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.plan.Layout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param attemptGroup raised by a person's retry; an engine's retry keeps it and attaches
 * @param secrets names of those that its output must not tell, also where no line is handed them;
 *     null where there are none
 */
public record RunHostJob(
    Change change,
    HostGroup group,
    Layout layout,
    HostJob job,
    int attemptGroup,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> secrets) {

  public RunHostJob {
    secrets = secrets == null ? null : List.copyOf(secrets);
  }

  /** The operation id of the job on a host: what it is started at most once for. */
  public String operation(String host) {
    return operation(change.deployment(), job.step(), host, attemptGroup);
  }

  public static String operation(String deployment, String step, String host, int attemptGroup) {
    return deployment + "/" + step + "/" + host + "/" + attemptGroup;
  }
}
