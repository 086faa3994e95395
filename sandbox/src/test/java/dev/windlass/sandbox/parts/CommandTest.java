package dev.windlass.sandbox.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandTest {

  @Test
  void tellsHowACommandEndedThatNeverReadItsInput() {
    Command.Output output = Command.of("sh", "-c", "echo no; exit 3").run("x".repeat(1 << 20));

    assertThat(output).isEqualTo(new Command.Output(3, "no\n"));
  }
}
