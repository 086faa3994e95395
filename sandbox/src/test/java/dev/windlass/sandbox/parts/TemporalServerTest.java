package dev.windlass.sandbox.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.RealParts;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalServerTest {
  private static final List<String> ATTRIBUTES = List.of("WindlassApplication", "WindlassPhase");

  @TempDir Path directory;

  @BeforeEach
  void needsTemporal() {
    RealParts.require("temporal");
  }

  @Test
  void servesWithItsSearchAttributesAndPages() {
    try (TemporalServer server = TemporalServer.throwAway(ATTRIBUTES)) {
      assertThat(ask(server, "operator", "search-attribute", "list")).contains(ATTRIBUTES);
      assertThat(Ports.answers(server.uiPort().orElseThrow())).isTrue();
    }
  }

  @Test
  void keepsWhatItAcknowledgedWhenKilledAndRestarted() {
    try (TemporalServer server = TemporalServer.throwAway(ATTRIBUTES)) {
      ask(server, "workflow", "start", "--type=Any", "--task-queue=none", "--workflow-id=kept");
      server.kill9();
      server.restart();
      assertThat(ask(server, "workflow", "describe", "--workflow-id=kept")).contains("Any");
    }
  }

  @Test
  void endsAPredecessorThatAKilledOwnerLeftBehind() {
    var settings =
        new TemporalServer.Settings(
            Programs.find("temporal").orElseThrow(),
            directory,
            Ports.free(),
            OptionalInt.empty(),
            ATTRIBUTES);
    try (TemporalServer orphan = TemporalServer.start(settings)) {
      ask(orphan, "workflow", "start", "--type=Any", "--task-queue=none", "--workflow-id=kept");
      try (TemporalServer next = TemporalServer.start(settings)) {
        assertThat(ask(next, "workflow", "describe", "--workflow-id=kept")).contains("Any");
      }
    }
    assertThat(Ports.answers(settings.port())).isFalse();
  }

  private static String ask(TemporalServer server, String... question) {
    Path temporal = Programs.find("temporal").orElseThrow();
    Stream<String> command = Stream.of(temporal.toString());
    Stream<String> where = Stream.of("--address=" + server.target());
    return new Command(
            Stream.of(command, Stream.of(question), where).flatMap(part -> part).toList())
        .orFail("");
  }
}
