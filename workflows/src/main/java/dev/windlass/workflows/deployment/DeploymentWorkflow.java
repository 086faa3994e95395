package dev.windlass.workflows.deployment;

import dev.windlass.workflows.ramp.RampProgress;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of an environment: walks a plan, waits, undoes. Runs under {@code
 * change/<application>/<environment>}, which is the lock. Completes when it succeeded; fails with
 * the failure type refused, rolledBack, aborted or failed otherwise. Every signal takes one {@link
 * Instruction}, which may be left out.
 */
@WorkflowInterface
public interface DeploymentWorkflow {

  @WorkflowMethod(name = "Deployment")
  DeploymentStatus run(DeploymentRequest request);

  @SignalMethod(name = "approve", description = "Approve the gate that waits: \"name\" or empty.")
  void approve(@Nullable Instruction instruction);

  @SignalMethod(name = "reject", description = "Reject the gate that waits: \"name\" or empty.")
  void reject(@Nullable Instruction instruction);

  @SignalMethod(name = "abort", description = "Stop now and undo: \"why\" or empty.")
  void abort(@Nullable Instruction instruction);

  @SignalMethod(name = "pause", description = "Hold at the next safe point: \"why\" or empty.")
  void pause(@Nullable Instruction instruction);

  @SignalMethod(name = "resume", description = "Go on after a pause.")
  void resume(@Nullable Instruction instruction);

  @SignalMethod(name = "promote", description = "Skip the rest of this step's bake.")
  void promote(@Nullable Instruction instruction);

  @SignalMethod(name = "retry", description = "needsAttention: run the step again.")
  void retry(@Nullable Instruction instruction);

  @SignalMethod(name = "skip", description = "needsAttention: go on without it.")
  void skip(@Nullable Instruction instruction);

  @SignalMethod(name = "undo", description = "Take this run back.")
  void undo(@Nullable Instruction instruction);

  @SignalMethod(name = "close", description = "needsAttention: end as failed; leaves it dirty.")
  void close(@Nullable Instruction instruction);

  /** The same words with an answer; refused by the validator when they make no sense now. */
  @UpdateMethod(name = "instruct")
  Receipt instruct(Command command);

  @UpdateValidatorMethod(updateName = "instruct")
  void validateInstruct(Command command);

  /** The API has shown a one-time code for the open gate to this person. */
  @UpdateMethod(name = "offerCode")
  Receipt offerCode(CodeOffer offer);

  @UpdateValidatorMethod(updateName = "offerCode")
  void validateOfferCode(CodeOffer offer);

  /** From the ramp, its child. */
  @SignalMethod(name = "rampProgress", description = "From the ramp; not for people.")
  void rampProgress(RampProgress progress);

  @QueryMethod(name = "status", description = "Everything about this run, with its timeline.")
  DeploymentStatus status();

  record Command(Verb verb, Instruction instruction) {
    public Command {
      instruction = Objects.requireNonNullElse(instruction, Instruction.EMPTY);
    }
  }

  /**
   * @param digest of the code, by {@link dev.windlass.workflows.gate.GateCode#digest}
   * @param by whom the code proves
   */
  record CodeOffer(String gate, String digest, String by) {}

  /**
   * @param said what happens now, for people
   */
  record Receipt(String said) {}
}
