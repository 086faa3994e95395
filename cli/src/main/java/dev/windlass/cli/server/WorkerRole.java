package dev.windlass.cli.server;

import dev.windlass.cli.terminal.Terminal;
import dev.windlass.worker.WorkerApplication;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A worker apart. */
@Command(
    name = "worker",
    description = {
      "Runs deployments; the doors are apart. Needs PostgreSQL and a Temporal service.",
      "Settings by the environment as for api, and windlass-worker.yaml here: grants, keys, zones."
    })
public final class WorkerRole implements Callable<Integer> {

  @Option(
      names = "--engine",
      paramLabel = "<host:port>",
      defaultValue = "${env:WINDLASS_ENGINE:-127.0.0.1:7233}",
      description = "The Temporal service; else WINDLASS_ENGINE (${DEFAULT-VALUE}).")
  private String engine = "";

  private final Terminal terminal;

  WorkerRole(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    return Staying.until(
        terminal, () -> WorkerApplication.start("--windlass.engine.target=" + engine));
  }
}
