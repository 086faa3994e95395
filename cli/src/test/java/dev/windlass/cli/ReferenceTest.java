package dev.windlass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.cli.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * {@code docs/cli.md} and the help that is written down say what help says. Run with {@code
 * -Dwindlass.rewrite=true} to write it.
 */
class ReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "cli.md");

  private static final Path HELP = Path.of("src/main/resources/dev/windlass/cli", Main.HELP);

  private static final String HEAD =
      """
      # The command

      Generated from the command's own help; a test compares. Every verb prints first what and where it is about, and last
      what to type next; `--json` gives the same facts to programs.

      A client verb finds its server by `--server`, then `WINDLASS_SERVER`, then what `windlass up` wrote to
      `~/.config/windlass/client.properties`; its token by `WINDLASS_TOKEN`, then the file that `up` named there. A token never
      stands on a command line. `WINDLASS_DEBUG=1` shows where an internal error happened; `NO_COLOR=1` leaves colour out.

      """;

  @Test
  void theHelpThatIsWrittenDownIsWhatTheVerbsSay() throws IOException {
    String help = command().getUsageMessage(Ansi.OFF);
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.createDirectories(HELP.getParent());
      Files.writeString(HELP, help);
    }
    assertThat(Files.readString(HELP)).isEqualTo(help);
  }

  @Test
  void isWhatHelpSays() throws IOException {
    CommandLine command = command();
    StringBuilder page = new StringBuilder(HEAD);
    describe(command, page);
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static CommandLine command() {
    PrintStream nowhere =
        new PrintStream(
            OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8);
    return Windlass.commandLine(
        new Terminal(nowhere, nowhere, Terminal.Kind.PIPE, Clock.systemUTC()));
  }

  private static void describe(CommandLine command, StringBuilder page) {
    String name = command.getCommandSpec().qualifiedName();
    page.append("## ").append(name).append("\n\n```\n");
    command
        .getUsageMessage(Ansi.OFF)
        .lines()
        .forEach(line -> page.append(line.stripTrailing()).append('\n'));
    page.append("```\n\n");
    command.getSubcommands().values().forEach(each -> describe(each, page));
  }
}
