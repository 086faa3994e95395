package dev.windlass.stories;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Visitors of a site: a request every few milliseconds whatever the answers take, each with a
 * cookie of its own. Every answer is kept.
 */
final class Visitors implements AutoCloseable {
  private final HttpClient client;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
  private final ConcurrentLinkedQueue<Visit> visits = new ConcurrentLinkedQueue<>();
  private final AtomicLong next = new AtomicLong();
  private final URI uri;
  private @Nullable Future<?> begun;

  private Visitors(URI uri, HttpClient.Builder client) {
    this.uri = uri;
    this.client =
        client.version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** Begins to visit at this many requests a second. */
  static Visitors at(URI uri, int perSecond) {
    return new Visitors(uri, HttpClient.newBuilder()).begin(perSecond);
  }

  /** The same from this address of the machine. */
  static Visitors from(String address, URI uri, int perSecond) {
    HttpClient.Builder client =
        HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address));
    return new Visitors(uri, client).begin(perSecond);
  }

  private Visitors begin(int perSecond) {
    long micros = 1_000_000L / perSecond;
    begun =
        pace.scheduleAtFixedRate(
            () -> requests.execute(this::visit), 0, micros, TimeUnit.MICROSECONDS);
    return this;
  }

  /** This many visits as fast as {@code atOnce} of them can be answered side by side. */
  static List<Visit> crowd(URI uri, int visits, int atOnce) throws InterruptedException {
    try (Visitors visitors = new Visitors(uri, HttpClient.newBuilder())) {
      Semaphore room = new Semaphore(atOnce);
      for (int i = 0; i < visits; i++) {
        room.acquire();
        visitors.requests.execute(() -> {
          visitors.visit();
          room.release();
        });
      }
      room.acquire(atOnce);
      return visitors.all();
    }
  }

  private void visit() {
    long number = next.incrementAndGet();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Cookie", "visitor=v" + Long.toHexString(number * 0x9E3779B97F4A7C15L))
            .build();
    long began = System.nanoTime();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      String version = answer.headers().firstValue("X-Version").orElse("none");
      visits.add(new Visit(began, millisSince(began), answer.statusCode(), version, answer.body()));
    } catch (IOException e) {
      visits.add(new Visit(began, millisSince(began), 0, "none", e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long millisSince(long began) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  /** Everything answered or failed so far. */
  List<Visit> all() {
    return List.copyOf(visits);
  }

  /** Visits that began at or after this moment of {@link System#nanoTime}. */
  List<Visit> since(long nanos) {
    return visits.stream().filter(visit -> visit.began() - nanos >= 0).toList();
  }

  /** How many were answered by which version, for people. */
  static Map<String, Long> byVersion(List<Visit> visits) {
    return visits.stream()
        .collect(Collectors.groupingBy(Visit::version, TreeMap::new, Collectors.counting()));
  }

  /** The percentage of visits that this version answered. */
  static double share(List<Visit> visits, int version) {
    long its = visits.stream().filter(v -> v.version().equals(Integer.toString(version))).count();
    return 100.0 * its / visits.size();
  }

  @Override
  public void close() {
    if (begun != null) {
      begun.cancel(false);
    }
    pace.shutdownNow();
    requests.close();
    client.close();
  }

  /**
   * One request.
   *
   * @param began by {@link System#nanoTime}
   * @param millis until its answer was whole
   * @param status 0 when there was no answer
   * @param version that answered, or {@code none}
   * @param body or what went wrong
   */
  record Visit(long began, long millis, int status, String version, String body) {
    boolean failed() {
      return status != 200;
    }
  }
}
