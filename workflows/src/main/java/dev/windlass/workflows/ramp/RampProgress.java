package dev.windlass.workflows.ramp;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.analysis.AnalysisReport;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.traffic.Split;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ramp tells its parent.
 *
 * @param step index of the step, from 0
 * @param split now in force, or null before the first
 * @param until deadline of the bake, or null
 * @param gate that the ramp waits for, or null
 * @param rows hosts that joined or failed to, since the last message
 */
public record RampProgress(
    Event event,
    int step,
    @Nullable Split split,
    @Nullable Instant until,
    @Nullable AnalysisReport analysis,
    @Nullable String gate,
    List<HostRow> rows) {

  public RampProgress {
    rows = List.copyOf(rows);
  }

  public enum Event {
    @JsonProperty("joined")
    JOINED,
    @JsonProperty("shifted")
    SHIFTED,
    @JsonProperty("analysed")
    ANALYSED,
    @JsonProperty("gateReached")
    GATE_REACHED,
    /** The evidence is neither good nor bad: it holds until it is told to promote or to retry. */
    @JsonProperty("held")
    HELD
  }
}
