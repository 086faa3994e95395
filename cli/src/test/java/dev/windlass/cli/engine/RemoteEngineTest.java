package dev.windlass.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.sandbox.parts.TemporalServer;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RemoteEngineTest {
  @Test
  void isContentOnceTheCommandsThatItPrintedHaveAddedWhatItLacks() throws Exception {
    RealParts.require("temporal");
    try (TemporalServer bare = TemporalServer.throwAway(List.of("WindlassPhase"))) {
      EngineException refusal =
          catchThrowableOfType(
              EngineException.class, () -> RemoteEngine.at(bare.target(), "default"));
      assertThat(refusal)
          .hasMessageContaining("--name WindlassApplication")
          .hasMessageNotContaining("--name WindlassPhase");

      run(Objects.requireNonNull(refusal.getMessage()).split("next:\n", 2)[1]);
      try (Engine engine = RemoteEngine.at(bare.target(), "default")) {
        assertThat(engine.target()).isEqualTo(bare.target());
      }
    }
  }

  @Test
  void saysThatItDoesNotAnswer() {
    int nobody = Ports.free();
    assertThatThrownBy(() -> RemoteEngine.at("127.0.0.1:" + nobody, "default"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("127.0.0.1:" + nobody)
        .hasMessageContaining("cannot be asked");
  }

  private static void run(String commands) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-ec", commands)
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"));
    Path temporal = Programs.find("temporal").orElseThrow();
    shell.environment().merge("PATH", temporal.getParent() + ":", (path, more) -> more + path);
    assertThat(shell.start().waitFor()).as(commands).isZero();
  }
}
