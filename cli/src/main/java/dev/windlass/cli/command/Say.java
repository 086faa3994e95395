package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says one word to a run. The words that need no more than that are nested here. */
abstract class Say extends DeploymentVerb {

  @Option(names = "--reason", paramLabel = "<why>", description = "For the record.")
  private @Nullable String reason;

  private final String word;

  Say(Terminal terminal, String word) {
    super(terminal);
    this.word = word;
  }

  @Override
  Exit run(WindlassServer server) {
    return say(server, deployment(server), WindlassServer.object());
  }

  /** Sends it and prints the answer. */
  final Exit say(WindlassServer server, String deployment, ObjectNode instruction) {
    if (reason != null) {
      instruction.put("reason", reason);
    }
    JsonNode receipt = server.post("/deployments/" + deployment + "/" + word, instruction);
    if (isJson()) {
      print(receipt);
      return Exit.SUCCEEDED;
    }
    terminal().line(receipt.path("said").asText(word + ": sent to deployment " + deployment));
    terminal().line("next: windlass status " + deployment + " --watch");
    return Exit.SUCCEEDED;
  }

  @Command(name = "abort", description = "Stops a run now and undoes what it did.")
  static final class Abort extends Say {
    Abort(Terminal terminal) {
      super(terminal, "abort");
    }
  }

  @Command(name = "pause", description = "Holds a run at its next safe point.")
  static final class Pause extends Say {
    Pause(Terminal terminal) {
      super(terminal, "pause");
    }
  }

  @Command(name = "resume", description = "Lets a paused run go on.")
  static final class Resume extends Say {
    Resume(Terminal terminal) {
      super(terminal, "resume");
    }
  }

  @Command(name = "promote", description = "Skips the rest of the wait of this step of the ramp.")
  static final class Promote extends Say {
    Promote(Terminal terminal) {
      super(terminal, "promote");
    }
  }

  @Command(name = "undo", description = "Takes a run back.")
  static final class Undo extends Say {
    Undo(Terminal terminal) {
      super(terminal, "undo");
    }
  }

  @Command(
      name = "close",
      description = "Ends a run that needs attention as failed; marks the environment dirty.")
  static final class Close extends Say {
    Close(Terminal terminal) {
      super(terminal, "close");
    }
  }

  /** A word about a step that failed, of one host or of all that wait. */
  abstract static class AboutHost extends Say {

    @Option(names = "--host", paramLabel = "<host>", description = "Only this host.")
    private @Nullable String host;

    AboutHost(Terminal terminal, String word) {
      super(terminal, word);
    }

    @Override
    Exit run(WindlassServer server) {
      ObjectNode instruction = WindlassServer.object();
      if (host != null) {
        instruction.put("host", host);
      }
      return say(server, deployment(server), instruction);
    }
  }

  @Command(name = "retry", description = "Runs the step again that needs attention.")
  static final class Retry extends AboutHost {
    Retry(Terminal terminal) {
      super(terminal, "retry");
    }
  }

  @Command(name = "skip", description = "Goes on without the step that needs attention.")
  static final class Skip extends AboutHost {
    Skip(Terminal terminal) {
      super(terminal, "skip");
    }
  }
}
