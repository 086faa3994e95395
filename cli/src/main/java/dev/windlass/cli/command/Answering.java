package dev.windlass.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.windlass.cli.client.WindlassServer;
import dev.windlass.cli.render.Exit;
import dev.windlass.cli.render.StatusBlock;
import dev.windlass.cli.terminal.Terminal;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.GateStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Answers a gate: first the evidence, then the question, then the answer bound to what was seen.
 */
abstract class Answering extends Say {

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<gate>",
      description = "The gate; may be left out where only one waits.")
  private @Nullable String gate;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  private final String word;

  Answering(Terminal terminal, String word) {
    super(terminal, word);
    this.word = word;
  }

  @Override
  Exit run(WindlassServer server) {
    String deployment = deployment(server);
    DeploymentStatus status = status(server.get("/deployments/" + deployment));
    GateStatus waiting = status == null ? null : waiting(status);
    ObjectNode answer = WindlassServer.object();
    if (gate != null) {
      answer.put("gate", gate);
    }
    if (status != null && waiting != null) {
      answer.put("gate", waiting.gate());
      answer.put("planHash", status.planHash()).put("evidence", waiting.evidence());
    }
    if (!yes) {
      if (status != null && !isJson()) {
        terminal().lines(StatusBlock.of(status, terminal().clock().instant()));
      }
      if (!terminal().agrees(word + (waiting == null ? "?" : " gate " + waiting.gate() + "?"))) {
        terminal().line("not answered; nothing changed");
        terminal().line("next: windlass %s %s --yes".formatted(word, reference()));
        return Exit.REFUSED;
      }
    }
    return say(server, deployment, answer);
  }

  private @Nullable GateStatus waiting(DeploymentStatus status) {
    return status.gates().stream()
        .filter(each -> each.answer() == null && (gate == null || gate.equals(each.gate())))
        .findFirst()
        .orElse(null);
  }

  @Command(
      name = "approve",
      description = "Approves the gate that waits, after showing why it may.")
  static final class Approve extends Answering {
    Approve(Terminal terminal) {
      super(terminal, "approve");
    }
  }

  @Command(name = "reject", description = "Rejects the gate that waits.")
  static final class Reject extends Answering {
    Reject(Terminal terminal) {
      super(terminal, "reject");
    }
  }
}
