package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.DeploymentStatus.Answer;
import dev.windlass.workflows.deployment.DeploymentStatus.GateStatus;
import dev.windlass.workflows.deployment.DeploymentWorkflow.CodeOffer;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.gate.GateCode;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gates of the plan: who has answered, who may, and what was known when they did. */
final class Gates {

  /** Under this name all plain signals without a name count, once. */
  private static final String SOMEBODY = "somebody";

  private static final String UNVERIFIED = " (unverified)";

  private final DeploymentRequest request;
  private final StatusBoard board;
  private final List<GateStatus> statuses = new ArrayList<>();
  private final Map<String, String> codes = new LinkedHashMap<>();
  private int evidence = 1;
  private @Nullable Gate open;

  Gates(DeploymentRequest request, StatusBoard board) {
    this.request = request;
    this.board = board;
  }

  List<GateStatus> statuses() {
    return List.copyOf(statuses);
  }

  boolean isPassed(String gate) {
    return open == null
        && statuses.stream().anyMatch(one -> one.gate().equals(gate) && one.answer() != null);
  }

  @Nullable Gate open() {
    return open;
  }

  /** Passes every gate that stands before the phase. */
  void pass(Gate.Before before) {
    for (Gate gate : request.plan().gates()) {
      if (gate.before() == before) {
        pass(gate, () -> false);
      }
    }
  }

  /**
   * Waits for the answer.
   *
   * @param obsolete ends the wait without one
   * @throws Stop when the answer is no
   */
  void pass(Gate gate, Supplier<Boolean> obsolete) {
    Instant deadline = gate.deadline() == null ? null : NamedTimer.now().plus(gate.deadline());
    open = gate;
    statuses.add(
        new GateStatus(gate.name(), gate.approvals(), List.of(), null, evidence, deadline));
    board.enter(Phase.WAITING, null);
    board.waitsUntil(deadline);
    String approvals = gate.approvals() + (gate.approvals() == 1 ? " approval" : " approvals");
    board.say(Kind.GATE, "gate " + gate.name() + " needs " + approvals, null);
    try {
      if (!answeredInTime(gate, deadline, obsolete)) {
        expire(gate, obsolete);
      }
    } finally {
      open = null;
    }
    if (last().answer() == Answer.REJECTED) {
      throw Stop.undo(new Reason(Reason.Code.GATE_REJECTED, gate.name(), null));
    }
  }

  private boolean answeredInTime(
      Gate gate, @Nullable Instant deadline, Supplier<Boolean> obsolete) {
    Supplier<Boolean> ends = () -> isAnswered() || obsolete.get();
    if (deadline == null) {
      Workflow.await(ends);
      return true;
    }
    return NamedTimer.until(deadline, "gate " + gate.name()).awaits(ends);
  }

  private void expire(Gate gate, Supplier<Boolean> obsolete) {
    board.say(Kind.GATE, "gate " + gate.name() + " got no answer in time", null);
    switch (gate.otherwise()) {
      case APPROVE -> answer(Answer.EXPIRED, "approved by its deadline");
      case REJECT -> {
        answer(Answer.EXPIRED, "rejected by its deadline");
        throw Stop.undo(new Reason(Reason.Code.GATE_DEADLINE, gate.name(), null));
      }
      case HOLD -> {
        board.waitsUntil(null);
        Workflow.await(() -> isAnswered() || obsolete.get());
      }
    }
  }

  /** Why these words do not count for the gate that is open, or null when they do. */
  @Nullable String objection(Verb verb, Instruction said) {
    Gate gate = open;
    if (gate == null) {
      return "no gate is open";
    }
    if (said.subject() != null && !said.subject().equals(gate.name())) {
      return "gate " + said.subject() + " is not open, gate " + gate.name() + " is";
    }
    if (said.evidence() != null && said.evidence() != evidence) {
      return "the evidence changed after you looked (" + said.evidence() + " -> " + evidence + ")";
    }
    return verb == Verb.REJECT ? null : objectionToApproval(gate, said);
  }

  /**
   * Whether words count that prove nobody's name. Where four eyes are asked they never do: the
   * second pair could be the first.
   */
  static boolean takesPlainSignals(Gate gate) {
    return gate.accept() == Gate.Accept.PLAIN && !gate.fourEyes();
  }

  private @Nullable String objectionToApproval(Gate gate, Instruction said) {
    if (!said.verified() && !takesPlainSignals(gate)) {
      String verb = gate.accept() == Gate.Accept.CODE ? "code" : "approve";
      return "gate %s does not accept plain signals%s: windlass %s %s %s"
          .formatted(
              gate.name(),
              gate.accept() == Gate.Accept.CODE ? " without a good code" : "",
              verb,
              request.plan().environment(),
              gate.name());
    }
    if (gate.fourEyes() && request.startedBy().equals(said.by())) {
      return "gate "
          + gate.name()
          + " needs somebody other than who started it; you are "
          + said.by();
    }
    boolean again =
        last().approvedBy().stream().anyMatch(by -> by.replace(UNVERIFIED, "").equals(name(said)));
    return again ? name(said) + " has approved already" : null;
  }

  /** Why no code can be offered for this gate now, or null. */
  @Nullable String objection(CodeOffer offer) {
    Gate gate = open;
    if (gate == null || !gate.name().equals(offer.gate())) {
      return "gate " + offer.gate() + " is not open";
    }
    return gate.accept() == Gate.Accept.CODE
        ? null
        : "gate "
            + gate.name()
            + " takes no codes; its file says accept: "
            + WireNames.of(gate.accept());
  }

  /** From now on this code proves that person, once. */
  String offer(CodeOffer offer) {
    codes.put(offer.digest(), offer.by());
    String words = "a code for gate " + offer.gate() + " was shown to " + offer.by();
    board.say(Kind.GATE, words, null);
    return words;
  }

  /** The same words, of the person whom their code proves, if it does. */
  Instruction recognised(Instruction said) {
    String by = said.code() == null ? null : codes.remove(GateCode.digest(said.code()));
    return by == null ? said : said.provenBy(by);
  }

  void approve(Instruction said) {
    GateStatus now = last();
    List<String> by = new ArrayList<>(now.approvedBy());
    by.add(signature(said));
    board.say(Kind.GATE, "gate " + now.gate() + " approved by " + signature(said), null);
    replace(new GateStatus(now.gate(), now.needs(), by, null, now.evidence(), now.deadline()));
    if (by.size() >= now.needs()) {
      answer(Answer.APPROVED, "approved; the run goes on");
    }
  }

  void reject(Instruction said) {
    answer(Answer.REJECTED, "rejected by " + signature(said));
  }

  /** The verdicts have changed: approvals of what was known before are void. */
  void newEvidence() {
    evidence++;
    if (open != null && !isAnswered()) {
      GateStatus now = last();
      if (!now.approvedBy().isEmpty()) {
        board.say(
            Kind.GATE,
            "the evidence changed: " + now.approvedBy().size() + " earlier approvals are void",
            null);
      }
      replace(new GateStatus(now.gate(), now.needs(), List.of(), null, evidence, now.deadline()));
    }
  }

  static String signature(Instruction said) {
    return said.verified() ? name(said) : name(said) + UNVERIFIED;
  }

  private static String name(Instruction said) {
    return said.by() == null ? SOMEBODY : said.by();
  }

  private void answer(Answer answer, String words) {
    GateStatus now = last();
    board.say(Kind.GATE, "gate " + now.gate() + ": " + words, null);
    replace(
        new GateStatus(
            now.gate(), now.needs(), now.approvedBy(), answer, now.evidence(), now.deadline()));
  }

  private boolean isAnswered() {
    return last().answer() != null;
  }

  private GateStatus last() {
    return statuses.getLast();
  }

  private void replace(GateStatus status) {
    statuses.set(statuses.size() - 1, status);
    board.refresh();
  }
}
