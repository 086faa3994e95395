package dev.windlass.workflows.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One probe and the rule that reads it.
 *
 * @param roles hosts it is asked of when the probe goes to hosts; {@code web} by default
 */
public record Check(String name, Probe probe, Rule rule, Severity severity, List<String> roles) {

  public Check {
    roles = List.copyOf(roles);
  }

  /** Whether it asks what a visitor sees, and not a host. */
  public boolean asksOutside() {
    return probe instanceof Probe.Http http && http.target() == Probe.Target.URL;
  }

  public enum Severity {
    @JsonProperty("fail")
    FAIL,
    /** Shown, stops nothing. */
    @JsonProperty("warn")
    WARN
  }
}
