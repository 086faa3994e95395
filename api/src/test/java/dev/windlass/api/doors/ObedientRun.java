package dev.windlass.api.doors;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.deployment.Instruction;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.Reason;
import dev.windlass.workflows.deployment.TimelineEntry;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.ledger.LedgerActivities.Close;
import dev.windlass.workflows.ledger.LedgerActivities.Entries;
import dev.windlass.workflows.ledger.LedgerActivities.Open;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.ramp.RampProgress;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for a gate and does what it is told; writes the ledger like the real one. */
public final class ObedientRun implements DeploymentWorkflow {

  private final LedgerActivities ledger =
      Workflow.newActivityStub(LedgerActivities.class, ActivityPolicies.central("ledger"));
  private final DeploymentRequest request;
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final Instant startedAt = now();
  private long number;
  private Phase phase = Phase.PREFLIGHT;
  private boolean paused;
  private @Nullable Outcome outcome;
  private @Nullable Reason reason;

  @WorkflowInit
  public ObedientRun(DeploymentRequest request) {
    this.request = request;
  }

  @Override
  public DeploymentStatus run(DeploymentRequest ignored) {
    DeploymentPlan plan = request.plan();
    number =
        ledger
            .open(
                new Open(
                    request.deployment(),
                    plan.application(),
                    plan.environment(),
                    plan.kind(),
                    request.planHash(),
                    plan.release().revision(),
                    request.startedBy(),
                    startedAt))
            .number();
    enter(Phase.WAITING, "gate go waits");
    Workflow.await(() -> outcome != null);
    enter(Phase.ENDED, "the end");
    ledger.record(new Entries(request.deployment(), timeline));
    ledger.close(
        new Close(
            request.deployment(),
            java.util.Objects.requireNonNull(outcome),
            reason == null ? "" : reason.sentence(),
            "20261121-" + number,
            outcome == Outcome.SUCCEEDED ? "20261121-" + number : null,
            outcome == Outcome.ABORTED ? "20261121-" + number : null,
            now(),
            status()));
    if (outcome == Outcome.ABORTED) {
      throw Failures.of(FailureType.ABORTED, "aborted");
    }
    return status();
  }

  @Override
  public Receipt instruct(Command command) {
    switch (command.verb()) {
      case APPROVE -> approve(command.instruction());
      default -> enter(phase, command.verb() + " by " + command.instruction().by());
    }
    return new Receipt(command.verb() + " by " + command.instruction().by());
  }

  @Override
  public void validateInstruct(Command command) {
    if (command.verb() == Verb.SKIP) {
      throw Failures.of(FailureType.INVALID, "skip makes no sense in waiting");
    }
  }

  @Override
  public Receipt offerCode(CodeOffer offer) {
    return new Receipt("a code for gate " + offer.gate() + " was shown to " + offer.by());
  }

  @Override
  public void validateOfferCode(CodeOffer offer) {
    if (offer.digest().length() != 64) {
      throw Failures.of(FailureType.INVALID, "no digest");
    }
  }

  @Override
  public void approve(@Nullable Instruction instruction) {
    outcome = Outcome.SUCCEEDED;
  }

  @Override
  public void abort(@Nullable Instruction instruction) {
    outcome = Outcome.ABORTED;
    reason =
        new Reason(
            Reason.Code.ABORTED_BY,
            instruction == null ? null : instruction.by(),
            instruction == null ? null : instruction.reason());
  }

  @Override
  public void pause(@Nullable Instruction instruction) {
    paused = true;
  }

  @Override
  public void resume(@Nullable Instruction instruction) {
    paused = false;
  }

  @Override
  public void reject(@Nullable Instruction instruction) {}

  @Override
  public void promote(@Nullable Instruction instruction) {}

  @Override
  public void retry(@Nullable Instruction instruction) {}

  @Override
  public void skip(@Nullable Instruction instruction) {}

  @Override
  public void undo(@Nullable Instruction instruction) {}

  @Override
  public void close(@Nullable Instruction instruction) {}

  @Override
  public void rampProgress(RampProgress progress) {}

  @Override
  public DeploymentStatus status() {
    DeploymentPlan plan = request.plan();
    return new DeploymentStatus(
        request.deployment(),
        number,
        plan.kind(),
        plan.application(),
        plan.environment(),
        number == 0 ? "" : "20261121-" + number,
        plan.release().revision(),
        null,
        plan.strategy().word(),
        request.planHash(),
        request.startedBy(),
        startedAt,
        phase,
        startedAt,
        outcome,
        reason,
        null,
        paused,
        null,
        List.of(),
        List.of(),
        null,
        List.of(Verb.APPROVE, Verb.ABORT),
        List.of(),
        timeline,
        null,
        null,
        null,
        null);
  }

  private void enter(Phase next, String text) {
    phase = next;
    timeline.add(
        new TimelineEntry(timeline.size() + 1, now(), next, TimelineEntry.Kind.PHASE, text, null));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
