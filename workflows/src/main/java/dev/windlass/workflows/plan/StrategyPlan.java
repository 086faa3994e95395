package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.windlass.workflows.ramp.RampStep;
import java.time.Duration;
import java.util.List;

/** How hosts and traffic come to the release. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StrategyPlan.Atomic.class, name = "atomic"),
  @JsonSubTypes.Type(value = StrategyPlan.Standard.class, name = "standard"),
  @JsonSubTypes.Type(value = StrategyPlan.Canary.class, name = "canary")
})
public sealed interface StrategyPlan {

  /** The word for people and for search. */
  String word();

  /** All hosts at once: a canary without a ramp. */
  record Atomic() implements StrategyPlan {
    @Override
    public String word() {
      return "atomic";
    }
  }

  /**
   * All hosts at once, while the application is closed to its visitors.
   *
   * @param settle how long services may take before the first check
   */
  record Standard(OnFailure onFailure, Duration settle) implements StrategyPlan {
    @Override
    public String word() {
      return "standard";
    }
  }

  /** What becomes of a closed application when the deployment fails. */
  enum OnFailure {
    /** The former release comes back, and it is opened. */
    @JsonProperty("restore")
    RESTORE,
    /** The former release comes back, and it stays closed until a person opens it. */
    @JsonProperty("keep")
    KEEP
  }

  /**
   * Canary hosts first, then the ramp.
   *
   * @param hosts names of the first canaries
   * @param ramp weights rising to 100; each step names the hosts that join before its weight
   * @param rest hosts that follow after the ramp: those that take releases but no traffic, and web
   *     hosts that no step named
   */
  record Canary(List<String> hosts, List<RampStep> ramp, List<String> rest)
      implements StrategyPlan {
    public Canary {
      hosts = List.copyOf(hosts);
      ramp = List.copyOf(ramp);
      rest = List.copyOf(rest);
    }

    @Override
    public String word() {
      return "canary";
    }
  }
}
