package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Rule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that go on after a deployment, until one without a standing watch succeeds.
 *
 * @param every time between two measurements of one host; longer than zero
 * @param seen path whose presence says that the application was closed by hand, or null; see {@link
 *     dev.windlass.workflows.maintenance.MaintenanceBy.Command}
 */
public record StandingWatch(
    Duration every, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String seen) {

  private static final int LOOKS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /**
   * Length of a window: ten measurements or five minutes, whichever is shorter, but at least one
   * measurement. A window is one activity.
   */
  public Duration window() {
    long looks = Math.clamp(LONGEST.dividedBy(every), 1, LOOKS);
    return every.multipliedBy(looks);
  }

  /** The checks at this watch's pace: none is measured more often, and none has enough early. */
  public List<Check> paced(List<Check> checks) {
    return checks.stream().map(this::paced).toList();
  }

  private Check paced(Check check) {
    Rule rule = check.rule();
    Duration pace = rule.every().compareTo(every) < 0 ? every : rule.every();
    return new Check(
        check.name(),
        check.probe(),
        new Rule(pace, rule.failures(), rule.errors(), rule.inconclusive(), 0, rule.onNoData()),
        check.severity(),
        check.roles());
  }
}
