package dev.windlass.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.windlass.sandbox.Programs;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.Ports;
import dev.windlass.sandbox.parts.TemporalServer;
import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RemoteEngineTest {
  @Test
  void isContentOnceTheCommandThatItPrintedHasAddedWhatItLacks() throws Exception {
    RealParts.require("temporal");
    try (TemporalServer bare = TemporalServer.throwAway(List.of("WindlassPhase"))) {
      EngineException refusal =
          catchThrowableOfType(
              EngineException.class, () -> RemoteEngine.at(bare.target(), "default"));
      assertThat(refusal)
          .hasMessageContaining("--name WindlassApplication")
          .hasMessageNotContaining("--name WindlassPhase");

      run(Objects.requireNonNull(refusal.getMessage()).split("next: ", 2)[1]);
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

  private static void run(String commandLine) throws Exception {
    String[] words = commandLine.split(" ");
    words[0] = Programs.fileOrName(words[0]);
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    assertThat(process.waitFor()).as(Arrays.toString(words)).isZero();
  }
}
