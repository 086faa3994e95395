package dev.windlass.sandbox.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Somebody who asks for a page so many times a second, and counts who answered what. */
public final class Visitors implements AutoCloseable {

  /** Who answered, where nobody did: the connection failed, or the balancer had no host. */
  public static final String NOBODY = "nobody";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI page;
  private final String versionHeader;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Map<String, Count> counts = new ConcurrentSkipListMap<>();

  private Visitors(URI page, String versionHeader) {
    this.page = page;
    this.versionHeader = versionHeader;
  }

  /**
   * Starts asking.
   *
   * @param versionHeader header by which an answer says who gave it
   */
  public static Visitors of(URI page, String versionHeader, int perSecond) {
    Visitors visitors = new Visitors(page, versionHeader);
    long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var _ =
        visitors.clock.scheduleAtFixedRate(
            () -> Thread.startVirtualThread(visitors::visit), 0, pause, TimeUnit.NANOSECONDS);
    return visitors;
  }

  /** Answers so far, by who gave them, in order of their names. */
  public Map<String, Count> counts() {
    return new TreeMap<>(counts);
  }

  /** Answers so far of this one. */
  public Count count(String version) {
    return counts.getOrDefault(version, new Count(0, 0));
  }

  private void visit() {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(page).timeout(PATIENCE).build(), BodyHandlers.discarding());
      String version = answer.headers().firstValue(versionHeader).orElse(NOBODY);
      count(version, answer.statusCode() == 200);
    } catch (IOException failed) {
      count(NOBODY, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(String version, boolean isGood) {
    counts.merge(version, isGood ? new Count(1, 0) : new Count(0, 1), Count::plus);
  }

  /** No new requests; those that run are still counted for a moment. */
  @Override
  public void close() {
    clock.shutdownNow();
    client.shutdown();
    try {
      client.awaitTermination(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many answers were good, how many not. */
  public record Count(int good, int failed) {
    public int all() {
      return good + failed;
    }

    Count plus(Count other) {
      return new Count(good + other.good, failed + other.failed);
    }
  }
}
