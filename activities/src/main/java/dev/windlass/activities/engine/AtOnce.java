package dev.windlass.activities.engine;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final ThreadFactory PLATFORM =
      Thread.ofPlatform().daemon().name("at-once-", 0).factory();

  private final Supplier<? extends @Nullable Object> details;
  private final ThreadFactory factory;

  private AtOnce(Supplier<? extends @Nullable Object> details, ThreadFactory factory) {
    this.details = details;
    this.factory = factory;
  }

  public static AtOnce beating() {
    return beatingWith(() -> null);
  }

  /** Beats with these details, which a repeated activity finds. */
  public static AtOnce beatingWith(Supplier<? extends @Nullable Object> details) {
    return new AtOnce(details, Thread.ofVirtual().factory());
  }

  /**
   * One result per item, in order. An item that takes longer than the limit is interrupted, not
   * waited for, and gets its {@code late} result.
   */
  public <T, R> List<R> each(
      List<T> items, Duration limit, Function<T, R> work, Function<T, R> late) {
    // Never closed: that would wait for the frozen ones.
    ExecutorService threads = Executors.newThreadPerTaskExecutor(factory);
    try {
      List<CompletableFuture<R>> futures =
          items.stream()
              .map(item -> CompletableFuture.supplyAsync(() -> work.apply(item), threads))
              .toList();
      beatUntil(
          CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
              .handle((done, failure) -> true),
          limit);
      return IntStream.range(0, items.size())
          .mapToObj(i -> result(futures.get(i), items.get(i), late))
          .toList();
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * One piece of work, with beats; its exception comes through. On a thread of the platform: it may
   * be a stream from a tool, and each read of a pipe holds up a virtual thread's carrier, for which
   * another is woken.
   */
  public <R> R one(Duration limit, Supplier<R> work) {
    return new AtOnce(details, PLATFORM)
        .each(
            List.of(limit),
            limit,
            item -> work.get(),
            item -> {
              throw new IllegalStateException("not done within " + limit);
            })
        .getFirst();
  }

  private void beatUntil(CompletableFuture<Boolean> all, Duration limit) {
    ActivityExecutionContext engine = Activity.getExecutionContext();
    long end = System.nanoTime() + limit.toNanos();
    boolean done = false;
    while (!done && System.nanoTime() < end) {
      engine.heartbeat(details.get());
      done = within(Math.min(BEAT.toNanos(), end - System.nanoTime()), all);
    }
  }

  private static boolean within(long nanos, CompletableFuture<Boolean> all) {
    try {
      return all.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException notYet) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the Windlass worker is stopping", stopping);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T, R> R result(CompletableFuture<R> future, T item, Function<T, R> late) {
    if (!future.isDone()) {
      return late.apply(item);
    }
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
