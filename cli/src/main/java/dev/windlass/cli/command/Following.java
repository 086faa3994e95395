package dev.windlass.cli.command;

import dev.windlass.cli.client.EventStream;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.EndLines;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.cli.watch.TerminalView;
import dev.windlass.cli.watch.Watch;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.TimelineEntry;
import java.util.Objects;

/** Watches a deployment to its end, and prints that. */
final class Following {

  private Following() {}

  static Exit of(WindlassServer server, String deployment, ClientVerb verb) {
    Terminal terminal = verb.terminal();
    Thread farewell = new Thread(() -> farewell(terminal, deployment));
    Runtime.getRuntime().addShutdownHook(farewell);
    DeploymentStatus status = follow(server, deployment, verb);
    Runtime.getRuntime().removeShutdownHook(farewell);
    Exit exit = Objects.requireNonNull(Exit.of(status));
    if (!verb.isJson()) {
      terminal.lines(EndLines.of(status, status.since()));
      if (exit != Exit.SUCCEEDED) {
        terminal.line("exit " + exit.code());
      }
    }
    return exit;
  }

  private static DeploymentStatus follow(
      WindlassServer server, String deployment, ClientVerb verb) {
    if (verb.isJson()) {
      return Watch.follow(server, deployment, new JsonView(verb.terminal()));
    }
    try (TerminalView view = new TerminalView(verb.terminal())) {
      return Watch.follow(server, deployment, view);
    }
  }

  private static void farewell(Terminal terminal, String deployment) {
    terminal.keep();
    terminal.line("");
    terminal.line("stopped watching; the deployment goes on");
    terminal.line("next: windlass status " + deployment + " --watch");
  }

  /** Each event as one line of JSON. */
  private record JsonView(Terminal terminal) implements Watch.View {
    @Override
    public void status(DeploymentStatus status) {}

    @Override
    public void entry(TimelineEntry entry) {}

    @Override
    public void note(String text) {
      terminal.error("note: " + text);
    }

    @Override
    public void raw(EventStream.Event event) {
      terminal.line("{\"event\":\"" + event.name() + "\",\"data\":" + event.data() + "}");
    }
  }
}
