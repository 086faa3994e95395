package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.Layout;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures over a window. */
@ActivityInterface
public interface AnalysisActivities {

  /**
   * Measures every check at its rule's pace until {@code until}, at least once each, and returns at
   * once when a check of severity {@code fail} has failed. A repeated call goes on with the counts
   * of the one before.
   */
  @ActivityMethod(name = "Analyse")
  AnalysisReport analyse(Analyse request);

  /**
   * @param window for people, e.g. {@code 50 %}
   * @param hosts the hosts under trial
   * @param tunnels hosts that database connections may go through
   * @param until absolute; in the past for a single measurement of each
   * @param secrets names of those that a command's output must not tell; null where there are none
   */
  record Analyse(
      Change change,
      String window,
      List<Check> checks,
      HostGroup hosts,
      HostGroup tunnels,
      Layout layout,
      Backend backend,
      @Nullable String url,
      Instant until,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> secrets) {
    public Analyse {
      checks = List.copyOf(checks);
      secrets = secrets == null ? null : List.copyOf(secrets);
    }
  }
}
