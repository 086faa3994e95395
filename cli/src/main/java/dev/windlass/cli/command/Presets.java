package dev.windlass.cli.command;

import dev.windlass.api.specification.Preset;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a preset fills in. */
@Command(
    name = "preset",
    description = "Prints all that a preset fills in, as a file would say it. Asks no server.")
final class Presets implements Callable<Integer> {

  @Parameters(paramLabel = "<preset>", description = "One of: ${COMPLETION-CANDIDATES}.")
  private @Nullable Preset preset;

  private final Terminal terminal;

  Presets(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Objects.requireNonNull(preset, "picocli asks for it").text().lines().forEach(terminal::line);
    return Exit.SUCCEEDED.code();
  }
}
