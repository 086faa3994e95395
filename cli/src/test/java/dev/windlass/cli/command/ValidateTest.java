package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.Windlass;
import dev.windlass.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ValidateTest {

  @Test
  void saysOfEachEnvironmentHowItIsDeliveredAndWhetherItIsWatched() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(out, out, Terminal.Kind.PIPE, Clock.systemUTC());

    assertThat(
            Windlass.commandLine(terminal)
                .execute("validate", "-f", "../docs/windlass.example.yaml"))
        .isZero();
    assertThat(said.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
        .contains(
            "testing (1 host, standard)",
            "production (10 hosts, canary 10 50 100, watched every 30 s)");
  }
}
