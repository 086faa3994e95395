package dev.windlass.workflows.replay;

import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.deployment.DeploymentWorkflowImpl;
import dev.windlass.workflows.deployment.Instruction;
import dev.windlass.workflows.ramp.RampProgress;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The real workflow with one command before all others: what a careless change looks like. */
public final class AlteredDeployment implements DeploymentWorkflow {

  private final DeploymentWorkflow real;

  @WorkflowInit
  public AlteredDeployment(DeploymentRequest request) {
    real = new DeploymentWorkflowImpl(request);
  }

  @Override
  public DeploymentStatus run(DeploymentRequest request) {
    Workflow.sleep(Duration.ofSeconds(1));
    return real.run(request);
  }

  @Override
  public void approve(@Nullable Instruction instruction) {
    real.approve(instruction);
  }

  @Override
  public void reject(@Nullable Instruction instruction) {
    real.reject(instruction);
  }

  @Override
  public void abort(@Nullable Instruction instruction) {
    real.abort(instruction);
  }

  @Override
  public void pause(@Nullable Instruction instruction) {
    real.pause(instruction);
  }

  @Override
  public void resume(@Nullable Instruction instruction) {
    real.resume(instruction);
  }

  @Override
  public void promote(@Nullable Instruction instruction) {
    real.promote(instruction);
  }

  @Override
  public void retry(@Nullable Instruction instruction) {
    real.retry(instruction);
  }

  @Override
  public void skip(@Nullable Instruction instruction) {
    real.skip(instruction);
  }

  @Override
  public void undo(@Nullable Instruction instruction) {
    real.undo(instruction);
  }

  @Override
  public void close(@Nullable Instruction instruction) {
    real.close(instruction);
  }

  @Override
  public Receipt instruct(Command command) {
    return real.instruct(command);
  }

  @Override
  public void validateInstruct(Command command) {
    real.validateInstruct(command);
  }

  @Override
  public Receipt offerCode(CodeOffer offer) {
    throw new UnsupportedOperationException("not part of the story");
  }

  @Override
  public void validateOfferCode(CodeOffer offer) {}

  @Override
  public void rampProgress(RampProgress progress) {
    real.rampProgress(progress);
  }

  @Override
  public DeploymentStatus status() {
    return real.status();
  }
}
