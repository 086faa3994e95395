package dev.windlass.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.sandbox.parts.TemporalServer;
import io.temporal.worker.WorkerFactory;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTemporalEngineTest {
  @TempDir Path directory;

  @BeforeEach
  void needsTemporal() {
    RealParts.require("temporal");
  }

  @Test
  void keepsARunAcrossItsOwnEnd() throws Exception {
    var settings = settings(Ports.free());
    try (Engine engine = LocalTemporalEngine.start(settings);
        EngineUser user = new EngineUser(engine)) {
      WorkerFactory worker = user.startWorker();
      user.startWorkflow("kept");
      user.awaitHolding("kept");
      worker.shutdownNow();
    }
    assertThat(Ports.answers(settings.port())).isFalse();
    try (Engine engine = LocalTemporalEngine.start(settings);
        EngineUser user = new EngineUser(engine)) {
      WorkerFactory worker = user.startWorker();
      user.letGo("kept");
      assertThat(user.result("kept")).isEqualTo("kept lifted");
      worker.shutdownNow();
    }
  }

  @Test
  void refusesADirectoryThatAnotherOneHolds() {
    try (Engine held = LocalTemporalEngine.start(settings(Ports.free()))) {
      assertThat(held.isDurable()).isTrue();
      assertThatThrownBy(() -> LocalTemporalEngine.start(settings(Ports.free())))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("held by another windlass");
    }
  }

  @Test
  void refusesAPortThatAStrangerListensOn() throws Exception {
    try (ServerSocket stranger = new ServerSocket(0)) {
      var settings = settings(stranger.getLocalPort());
      assertThatThrownBy(() -> LocalTemporalEngine.start(settings))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("used by another process");
    }
    try (Engine engine = LocalTemporalEngine.start(settings(Ports.free()))) {
      assertThat(engine.ui()).isPresent();
    }
  }

  @Test
  void addsTheSearchAttributesThatAnOlderDirectoryLacks() throws Exception {
    var settings = settings(Ports.free());
    Path program = Programs.find("temporal").orElseThrow();
    var older =
        new TemporalServer.Settings(
            program, directory, settings.port(), OptionalInt.empty(), List.of("Other"));
    TemporalServer.start(older).close();
    try (Engine engine = LocalTemporalEngine.start(settings);
        EngineUser user = new EngineUser(engine)) {
      WorkerFactory worker = user.startWorker();
      user.startWorkflow("first");
      user.letGo("first");
      assertThat(user.result("first")).isEqualTo("first lifted");
      assertThat(RemoteEngine.at(engine.target(), "default").target()).isEqualTo(engine.target());
      worker.shutdownNow();
    }
  }

  private LocalTemporalEngine.Settings settings(int port) {
    return new LocalTemporalEngine.Settings(null, directory, port, Ports.free());
  }
}
