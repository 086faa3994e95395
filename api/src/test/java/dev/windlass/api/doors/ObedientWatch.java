package dev.windlass.api.doors;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.watch.StandingWatchWorkflow;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has an alarm until it is told to end. */
public final class ObedientWatch implements StandingWatchWorkflow {

  static final Instant SINCE = Instant.parse("2026-11-22T03:12:00Z");

  private final WatchRequest request;
  private boolean over;

  @WorkflowInit
  public ObedientWatch(WatchRequest request) {
    this.request = request;
  }

  @Override
  public void run(WatchRequest ignored) {
    Workflow.await(() -> over);
  }

  @Override
  public void renew(WatchRequest ignored) {}

  @Override
  public void end(@Nullable String by) {
    over = true;
  }

  @Override
  public WatchStatus status() {
    return new WatchStatus(
        request.change().application(),
        request.change().environment(),
        request.change().release(),
        request.change().number(),
        Duration.ofSeconds(30),
        List.of("up"),
        Phase.ALARM,
        SINCE,
        null,
        List.of(new Alarm("up", Alarm.Kind.FAILING, "web-1", "status 500", SINCE, null)),
        null);
  }
}
