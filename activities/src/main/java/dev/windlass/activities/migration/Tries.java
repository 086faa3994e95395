package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.MigrationActivities.MigrationReport;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.failure.TimeoutFailure;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that run in this Windlass worker, at most one per operation. The engine gives a
 * try up when it was away for longer than a heartbeat. Its script goes on, for ending it would
 * leave it half done for nothing; the engine's next try attaches to it.
 */
final class Tries {

  private final Map<String, Try> running = new ConcurrentHashMap<>();

  /** Follows the one that runs for this operation, or begins it. */
  Try follow(String operation, Function<Try, MigrationReport> work) {
    Try found = running.computeIfAbsent(operation, id -> new Try(begun -> run(id, work, begun)));
    found.start();
    return found;
  }

  /** Forgotten before anybody hears of its end: whoever comes then begins anew. */
  private void run(String operation, Function<Try, MigrationReport> work, Try begun) {
    try {
      MigrationReport report = work.apply(begun);
      running.remove(operation);
      begun.end.complete(report);
    } catch (RuntimeException | Error e) {
      running.remove(operation);
      begun.end.completeExceptionally(e);
    }
  }

  /** Whether the engine does not know this try any more, or was not heard of for too long. */
  static boolean isGivenUp(RuntimeException e) {
    return e instanceof ActivityNotExistsException
        || (e instanceof ActivityCompletionException && e.getCause() instanceof TimeoutFailure);
  }

  /** One that runs. */
  static final class Try {

    private final CompletableFuture<MigrationReport> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile @Nullable Progress progress;

    private Try(Consumer<Try> work) {
      thread = Thread.ofVirtual().name("migration").unstarted(() -> work.accept(this));
    }

    private synchronized void start() {
      if (thread.getState() == Thread.State.NEW) {
        thread.start();
      }
    }

    void tells(Progress progress) {
      this.progress = progress;
    }

    /** What runs; empty before the first script. */
    String now() {
      Progress told = progress;
      return told == null ? "" : told.now();
    }

    /** Id of the connection on which its scripts run; 0 before the first. */
    long connection() {
      Progress told = progress;
      return told == null ? 0 : told.own();
    }

    /** It begins no further script. What the server runs for it goes on there. */
    void stop() {
      thread.interrupt();
    }

    /** Waits for its end; its exception comes through. Interrupting the wait ends nothing. */
    MigrationReport await() {
      try {
        return end.get();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("not waited for any longer", stopping);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
      }
    }
  }
}
