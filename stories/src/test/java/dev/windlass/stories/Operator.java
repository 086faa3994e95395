package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.stories.Windlass.Said;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whoever types the commands of a story, looks how production stands, and waits. */
final class Operator {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final Scene scene;
  private final StringBuilder said = new StringBuilder();

  Operator(Scene scene) {
    this.scene = scene;
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  /** Runs a command, which must end so; what it said, on one line. */
  String expect(int exit, String... command) throws Exception {
    Said answer = scene.windlass.run(command);
    said.append(answer.text());
    assertThat(answer.exit()).as(answer.text() + scene.windlass.lastOf("worker")).isEqualTo(exit);
    return answer.text().replaceAll("\\s+", " ");
  }

  /** What all commands said. */
  String heard() {
    return said.toString();
  }

  JsonNode environment() throws Exception {
    return scene.windlass.ask("/applications/shop/environments/production/status");
  }

  JsonNode running() throws Exception {
    return environment().path("running");
  }

  String phase() throws Exception {
    return running().at("/status/phase").asText();
  }

  void awaitEnd(String... outcomes) throws Exception {
    await(() -> !environment().hasNonNull("running"), "the run to end");
    assertThat(environment().at("/last/outcome").asText()).isIn((Object[]) outcomes);
  }

  void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
