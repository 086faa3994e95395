package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.Markdown;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.DeploymentStatus.HostStatus;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.DeploymentPlan;
import java.util.List;

/**
 * What can be signalled now from the Temporal UI: what to type, word for word, and what it does.
 */
final class SignalSheet {

  /** Hosts that are named; the others are answered for in the same way. */
  private static final int NAMED = 4;

  private final DeploymentStatus status;
  private final DeploymentPlan plan;

  private SignalSheet(DeploymentStatus status, DeploymentPlan plan) {
    this.status = status;
    this.plan = plan;
  }

  /** Markdown; empty when nothing makes sense. */
  static String of(DeploymentStatus status, DeploymentPlan plan) {
    if (status.can().isEmpty()) {
      return "";
    }
    SignalSheet sheet = new SignalSheet(status, plan);
    StringBuilder page =
        new StringBuilder(
                "More Actions → Send a Signal (keep the quotes; the input may be empty):\n\n")
            .append("| signal | input | what it does |\n|---|---|---|\n");
    for (Verb verb : status.can()) {
      page.append("| `")
          .append(WireNames.of(verb))
          .append("` | ")
          .append(sheet.input(verb))
          .append(" | ")
          .append(sheet.effect(verb))
          .append(" |\n");
    }
    return page.append('\n').toString();
  }

  private String input(Verb verb) {
    return switch (verb) {
      case APPROVE -> approval();
      case REJECT -> code("\"" + gate().name() + "\"");
      case RETRY, SKIP -> String.join(" or ", lost());
      case ABORT, PAUSE, UNDO, CLOSE -> code("\"why\"");
      case RESUME, PROMOTE -> "";
    };
  }

  private String approval() {
    Gate gate = gate();
    if (gate.accept() == Gate.Accept.CODE) {
      return code("{\"code\": \"XXXXXXXXXX\"}");
    }
    return Gates.takesPlainSignals(gate)
        ? code("\"" + gate.name() + "\"")
            + " or "
            + code("{\"gate\": \"" + gate.name() + "\", \"by\": \"your name\"}")
        : "not from here";
  }

  private String effect(Verb verb) {
    return switch (verb) {
      case APPROVE -> approved();
      case REJECT -> "the run is taken back";
      case ABORT -> "stops now, also what runs on hosts, and takes the run back: aborted";
      case PAUSE -> "holds at the next safe point";
      case RESUME -> "goes on after the pause";
      case PROMOTE -> asks() ? "goes on as if it had passed" : "skips the rest of this wait";
      case RETRY -> lost().isEmpty() ? "tries once more" : "runs the step there again";
      case SKIP -> "goes on without; what is missing is yours to do";
      case UNDO -> "takes the run back: rolledBack";
      case CLOSE -> "ends as failed; nothing more is undone";
    };
  }

  private String approved() {
    Gate gate = gate();
    if (gate.accept() == Gate.Accept.CODE) {
      return "the run goes on; the code is what "
          + command("code", gate)
          + " prints for an approver"
          + (gate.fourEyes() ? " other than " + Markdown.literal(status.startedBy()) : "");
    }
    return Gates.takesPlainSignals(gate)
        ? "the run goes on; recorded as unverified"
        : "a signal does not count at this gate; type " + command("approve", gate);
  }

  private String command(String verb, Gate gate) {
    return code("windlass " + verb + " " + plan.environment() + " " + gate.name());
  }

  private boolean asks() {
    return status.phase() == Phase.NEEDS_ATTENTION;
  }

  private Gate gate() {
    String open = status.gates().getLast().gate();
    Gate gate = plan.gate(open);
    if (gate == null) {
      throw new IllegalStateException("gate " + open + " is not of this plan");
    }
    return gate;
  }

  private List<String> lost() {
    return status.hosts().stream()
        .filter(host -> host.state() == State.UNKNOWN)
        .map(HostStatus::host)
        .limit(NAMED)
        .map(host -> code("\"" + host + "\""))
        .toList();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
