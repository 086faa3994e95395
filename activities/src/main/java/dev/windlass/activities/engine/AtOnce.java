package dev.windlass.activities.engine;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Work on many things at once, each on a virtual thread of its own, while the activity's own thread
 * beats every second, whether or not anything was heard. When the activity is cancelled the threads
 * are interrupted and the cancellation is thrown; nobody is waited for.
 */
public final class AtOnce {

  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Supplier<? extends @Nullable Object> details;

  private AtOnce(Supplier<? extends @Nullable Object> details) {
    this.details = details;
  }

  public static AtOnce beating() {
    return new AtOnce(() -> null);
  }

  /** Beats with these details, which a repeated activity finds. */
  public static AtOnce beatingWith(Supplier<? extends @Nullable Object> details) {
    return new AtOnce(details);
  }

  /**
   * One result per item, in order. An item that takes longer than the limit is interrupted, not
   * waited for, and gets its {@code late} result.
   */
  public <T, R> List<R> each(
      List<T> items, Duration limit, Function<T, R> work, Function<T, R> late) {
    CountDownLatch left = new CountDownLatch(items.size());
    // Never closed: that would wait for the frozen ones.
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<R>> futures =
          items.stream().map(item -> threads.submit(() -> counted(left, work, item))).toList();
      beatUntil(left, limit);
      return IntStream.range(0, items.size())
          .mapToObj(i -> result(futures.get(i), items.get(i), late))
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /** One piece of work, with beats; its exception comes through. */
  public <R> R one(Duration limit, Supplier<R> work) {
    return each(
            List.of(limit),
            limit,
            item -> work.get(),
            item -> {
              throw new IllegalStateException("not done within " + limit);
            })
        .getFirst();
  }

  private static <T, R> R counted(CountDownLatch left, Function<T, R> work, T item) {
    try {
      return work.apply(item);
    } finally {
      left.countDown();
    }
  }

  private void beatUntil(CountDownLatch left, Duration limit) {
    ActivityExecutionContext engine = Activity.getExecutionContext();
    long end = System.nanoTime() + limit.toNanos();
    try {
      do {
        engine.heartbeat(details.get());
      } while (!left.await(beat(end), TimeUnit.NANOSECONDS) && System.nanoTime() < end);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the Windlass worker is stopping", stopping);
    }
  }

  private static long beat(long end) {
    return Math.min(BEAT.toNanos(), Math.max(1, end - System.nanoTime()));
  }

  private static <T, R> R result(Future<R> future, T item, Function<T, R> late) {
    if (!future.isDone()) {
      future.cancel(true);
      return late.apply(item);
    }
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
