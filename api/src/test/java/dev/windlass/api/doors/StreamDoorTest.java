package dev.windlass.api.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windlass.store.Store;
import dev.windlass.store.log.Chunk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@OpenDoors
class StreamDoorTest {

  @LocalServerPort int port;
  @Autowired Store store;
  private Visitors visitors = new Visitors(0);
  private String path = "";
  private String id = "";

  @BeforeEach
  void arrive() {
    visitors = new Visitors(port);
    String number = visitors.deployment(visitors.newApplication(), "staging");
    path = "/api/v1/deployments/" + number;
    id = visitors.admin().get(path).at("/id");
  }

  @Test
  void streamsStatusTimelineAndOutputUntilTheEnd() {
    write("web-1", 0, "first\n");
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> stream = follow(seen, path + "/events");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(seen).contains("event: entry", "event: status", "event: log"));

    write("web-1", 6, "second\n");
    visitors.admin().post(path + "/approve", "");

    assertThat(stream).succeedsWithin(Duration.ofSeconds(20));
    assertThat(data(seen)).filteredOn(line -> line.contains("second")).hasSize(1);
    assertThat(data(seen)).anyMatch(line -> line.contains("\"text\":\"gate go waits\""));
    assertThat(data(seen)).last().asString().contains("\"outcome\":\"succeeded\"");
  }

  @Test
  void goesOnWhereTheClientLeft() {
    write("web-1", 0, "first\n");
    ConcurrentLinkedQueue<String> before = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> left = follow(before, path + "/events");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(before).contains("event: log"));
    assertThat(left).isNotCompleted();
    String last =
        before.stream().filter(line -> line.startsWith("id: ")).toList().getLast().substring(4);
    write("web-1", 6, "second\n");
    visitors.admin().post(path + "/approve", "");

    ConcurrentLinkedQueue<String> after = new ConcurrentLinkedQueue<>();
    assertThat(follow(after, path + "/events", "Last-Event-ID", last))
        .succeedsWithin(Duration.ofSeconds(20));

    assertThat(data(after)).noneMatch(line -> line.contains("first"));
    assertThat(data(after)).anyMatch(line -> line.contains("second"));
    assertThat(data(after)).noneMatch(line -> line.contains("\"text\":\"gate go waits\""));
    assertThat(data(after)).anyMatch(line -> line.contains("\"text\":\"the end\""));
  }

  @Test
  void cutsOffWhatAnotherFollowerWroteTwice() {
    write("web-1", 0, "abc");
    write("web-1", 1, "bcdef\n");

    assertThat(visitors.admin().get(path + "/logs").text())
        .isEqualTo("== web-1 prepare ==\nabcdef\n");
  }

  @Test
  void showsTheOutputOfOneHost() {
    write("web-1", 0, "one");
    write("web-2", 0, "two\n");

    assertThat(visitors.admin().get(path + "/logs?host=web-2").text())
        .isEqualTo("== web-2 prepare ==\ntwo\n");
    assertThat(visitors.admin().get(path + "/logs").text())
        .isEqualTo("== web-1 prepare ==\none\n== web-2 prepare ==\ntwo\n");
  }

  @Test
  void streamsTheOutputAloneWhereItIsAskedFor() {
    write("web-1", 0, "one\n");
    visitors.admin().post(path + "/approve", "");
    ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    assertThat(follow(seen, path + "/logs")).succeedsWithin(Duration.ofSeconds(20));

    assertThat(seen.stream().filter(line -> line.startsWith("event: ")))
        .containsExactly("event: log", "event: end");
  }

  private static List<String> data(ConcurrentLinkedQueue<String> seen) {
    return seen.stream().filter(line -> line.startsWith("data: ")).toList();
  }

  private CompletableFuture<Void> follow(
      ConcurrentLinkedQueue<String> into, String from, String... headers) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            visitors.admin().lines(from, headers).forEach(into::add);
          } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        Executors.newVirtualThreadPerTaskExecutor());
  }

  private void write(String host, long at, String text) {
    long end = at + text.getBytes(StandardCharsets.UTF_8).length;
    store.logs().append(id, host, new Chunk(id + "/prepare/" + host + "/1", at, end, text));
  }
}
