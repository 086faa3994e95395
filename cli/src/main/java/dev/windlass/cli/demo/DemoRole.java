package dev.windlass.cli.demo;

import dev.windlass.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo as a verb. */
@Command(
    name = "demo",
    description =
        "Shows a deployment, a canary, a rollback and a drill on a fleet of this machine. Forgets all on exit.")
public final class DemoRole implements Callable<Integer> {

  @Option(
      names = "--exit",
      description = "End after the story: with 0 only if all went as it says, else with 1.")
  private boolean exit;

  private final Terminal terminal;

  DemoRole(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    return Demo.run(terminal, exit ? Demo.After.EXIT : Demo.After.STAY).code();
  }
}
