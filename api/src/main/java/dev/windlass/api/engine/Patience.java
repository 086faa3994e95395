package dev.windlass.api.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of Temporal that end. A query or an update waits for a worker: a minute by default, an
 * update for ever.
 */
public final class Patience {

  private Patience() {}

  /**
   * The call's result, or its own unchecked exception.
   *
   * @throws NoAnswerException when it took longer
   */
  public static <T> T within(Duration limit, Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().name("temporal-call").start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      throw new NoAnswerException(limit, late);
    } catch (InterruptedException stopped) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswerException(limit, stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException own
          ? own
          : new IllegalStateException(failed.getCause());
    }
  }
}
