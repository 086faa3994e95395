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
    Known known = new Known(deployment);
    Thread farewell = new Thread(() -> farewell(terminal, known.shortest));
    Runtime.getRuntime().addShutdownHook(farewell);
    DeploymentStatus status = follow(server, deployment, verb, known);
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
      WindlassServer server, String deployment, ClientVerb verb, Known known) {
    if (verb.isJson()) {
      return Watch.follow(server, deployment, known.before(new JsonView(verb.terminal())));
    }
    try (TerminalView view = new TerminalView(verb.terminal())) {
      return Watch.follow(server, deployment, known.before(view));
    }
  }

  private static void farewell(Terminal terminal, String deployment) {
    terminal.keep();
    terminal.line("");
    terminal.line("stopped watching; the deployment goes on");
    terminal.line("next: windlass status " + deployment + " --watch");
  }

  /** The shortest name by which the run can be asked for: its number, once it has one. */
  private static final class Known {
    private volatile String shortest;

    Known(String deployment) {
      this.shortest = deployment;
    }

    Watch.View before(Watch.View view) {
      return new Watch.View() {
        @Override
        public void status(DeploymentStatus status) {
          if (status.number() > 0) {
            shortest = Long.toString(status.number());
          }
          view.status(status);
        }

        @Override
        public void entry(TimelineEntry entry) {
          view.entry(entry);
        }

        @Override
        public void note(String text) {
          view.note(text);
        }

        @Override
        public void raw(EventStream.Event event) {
          view.raw(event);
        }
      };
    }
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
