package dev.windlass.workflows.contract;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A durable timer to an absolute time, with a name that Temporal's UI shows. */
public final class NamedTimer {

  private final CancellationScope scope;
  private final Promise<Void> timer;

  private NamedTimer(CancellationScope scope, Promise<Void> timer) {
    this.scope = scope;
    this.timer = timer;
  }

  /** The workflow's own clock. */
  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  public static NamedTimer until(Instant deadline, String name) {
    Duration left = Duration.between(now(), deadline);
    TimerOptions options = TimerOptions.newBuilder().setSummary(name).build();
    List<Promise<Void>> started = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(() ->
            started.add(
                left.isPositive()
                    ? Workflow.newTimer(left, options)
                    : Workflow.newPromise((Void) null)));
    scope.run();
    return new NamedTimer(scope, started.getFirst());
  }

  public boolean isDue() {
    return timer.isCompleted();
  }

  /** Waits until the condition holds or the time has come; true when the condition holds. */
  public boolean awaits(Supplier<Boolean> condition) {
    Workflow.await(() -> condition.get() || isDue());
    boolean held = condition.get();
    if (!isDue()) {
      scope.cancel();
    }
    return held;
  }
}
