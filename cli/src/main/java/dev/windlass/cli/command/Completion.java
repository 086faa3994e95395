package dev.windlass.cli.command;

import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete verbs and options. */
@Command(
    name = Completion.NAME,
    description = "Prints the completion for bash and zsh: source <(windlass completion)")
final class Completion implements Runnable {

  static final String NAME = "completion";

  @Spec private @Nullable CommandSpec spec;

  private final Terminal terminal;

  Completion(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (spec != null) {
      AutoComplete.bash("windlass", spec.root().commandLine()).lines().forEach(terminal::line);
    }
  }
}
