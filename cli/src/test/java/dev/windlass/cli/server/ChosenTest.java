package dev.windlass.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.Windlass;
import dev.windlass.cli.terminal.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ChosenTest {

  private static CommandSpec typed(String... words) {
    CommandLine line = Windlass.commandLine(Terminal.system());
    return line.parseArgs(words).subcommand().commandSpec();
  }

  @Test
  void holdsWhatWasTyped() {
    assertThat(Chosen.of(typed("api", "--port", "9000", "--engine", "temporal:7233")))
        .containsExactlyInAnyOrder("server.port=9000", "windlass.engine.target=temporal:7233");
  }

  @Test
  void holdsNoDefault() {
    assertThat(Chosen.of(typed("api"))).isEmpty();
    assertThat(Chosen.besidesTheEngine(typed("up"))).isEmpty();
  }

  @Test
  void leavesTheEngineOfUpToItsStart() {
    assertThat(Chosen.besidesTheEngine(typed("up", "--engine", "/opt/temporal", "--port", "9000")))
        .containsExactly("server.port=9000");
  }

  @Configuration
  static class Nothing {}

  /** A property of the system stands for SERVER_PORT: both come before a server's own settings. */
  @Test
  void winsOverTheEnvironmentWhichWinsOverDefaults() {
    System.setProperty("server.port", "7777");
    try (ServerProcess typed = start(List.of("server.port=9000"));
        ServerProcess untyped = start(List.of())) {
      assertThat(typed.setting("server.port")).isEqualTo("9000");
      assertThat(untyped.setting("server.port")).isEqualTo("7777");
    } finally {
      System.clearProperty("server.port");
    }
  }

  private static ServerProcess start(List<String> chosen) {
    List<String> settings = List.of("spring.main.web-application-type=none", "server.port=8080");
    return ServerProcess.start(Nothing.class, settings, chosen);
  }
}
