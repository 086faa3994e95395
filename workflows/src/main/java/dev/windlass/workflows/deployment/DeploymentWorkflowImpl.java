package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.ledger.LedgerActivities.Opened;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.ramp.RampProgress;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks a plan forwards; on anything that speaks against it, all the way back. */
public final class DeploymentWorkflowImpl implements DeploymentWorkflow {

  private final Run run;
  private final Ledger ledger;
  private final CancellationScope forward;
  private final People people;
  private final WayBack wayBack;
  private @Nullable Opened opened;
  private Outcome outcome = Outcome.SUCCEEDED;
  private @Nullable Reason reason;

  @WorkflowInit
  public DeploymentWorkflowImpl(DeploymentRequest request) {
    run = new Run(request);
    ledger = new Ledger(request, run.board);
    forward = Workflow.newCancellationScope(this::walk);
    people = new People(run, forward);
    wayBack = new WayBack(run);
    run.board.asks(run.gates::statuses, people::can);
    run.board.onPhase(ledger::flush);
  }

  @Override
  public DeploymentStatus run(DeploymentRequest request) {
    detached(this::open);
    forwardOrBack();
    detached(this::close);
    if (outcome == Outcome.SUCCEEDED) {
      return run.board.status();
    }
    throw Failures.of(failure(outcome), reason == null ? "" : reason.sentence());
  }

  /** The whole way. Each line ends the walk by a {@link Stop} when it must not go on. */
  private void walk() {
    new Preflight(run, Objects.requireNonNull(opened)).check();
    switch (run.plan.kind()) {
      case MAINTENANCE_ON -> new Doors(run).closeForPerson();
      case MAINTENANCE_OFF -> new Doors(run).openForPerson();
      case DEPLOYMENT, ROLLBACK, SETUP, RECOVERY -> release();
    }
  }

  private void release() {
    switch (run.plan.release()) {
      case ReleaseSource.Artifact artifact -> deploy(artifact);
      case ReleaseSource.Existing existing -> goBack(existing);
      case ReleaseSource.Nothing nothing -> {
        new Preparation(run).setUp();
        new Publishing(run).introduce();
      }
      case ReleaseSource.Recovered recovered -> {
        people.walkIsOver();
        detached(() -> new Recovery(run, ledger, recovered).bring(wayBack));
      }
    }
  }

  private void deploy(ReleaseSource.Artifact artifact) {
    before(Gate.Before.PREPARE);
    new Preparation(run).prepare(artifact);
    readMigrations();
    before(Gate.Before.MIGRATIONS);
    StandardStrategy standard = StandardStrategy.of(run, people);
    if (standard == null) {
      backUp();
      migrate(artifact);
      publishAndVerify();
    } else {
      // Nobody's answer is waited for behind closed doors.
      before(Gate.Before.PUBLISH);
      backUp();
      standard.deploy(() -> migrate(artifact));
      watchAndFinish(new Verification(run, people));
    }
  }

  private void backUp() {
    if (run.plan.backup() != null) {
      new BackingUp(run).backUp(run.plan.backup());
      people.safePoint();
    }
  }

  private void readMigrations() {
    if (run.plan.migrations() instanceof Migrations.Command command && command.dryRun() != null) {
      new DryRunReading(run).read(command);
    }
  }

  private void migrate(ReleaseSource.Artifact artifact) {
    if (run.plan.migrations() != null) {
      new Migration(run).migrate(run.plan.migrations(), artifact);
    }
  }

  private void goBack(ReleaseSource.Existing existing) {
    if (run.plan.migrations() instanceof Migrations.Command command) {
      new Migration(run).takeDown(command, existing);
    }
    publishAndVerify();
  }

  private void publishAndVerify() {
    before(Gate.Before.PUBLISH);
    Strategy.of(run, people).publish();
    people.safePoint();
    Verification verification = new Verification(run, people);
    verification.verify();
    watchAndFinish(verification);
  }

  private void watchAndFinish(Verification verification) {
    verification.watch();
    people.safePoint();
    new Finish(run).prune();
  }

  private void before(Gate.Before phase) {
    people.safePoint();
    run.gates.pass(phase);
  }

  private void open() {
    opened = ledger.open();
    run.opened(ledger.change(opened.number()));
    forward
        .getCancellationRequest()
        .thenApply(why -> {
          detached(wayBack::killAtOnce);
          return why;
        });
  }

  private void forwardOrBack() {
    try {
      forward.run();
    } catch (Stop stop) {
      back(new People.Ending(stop.outcome(), stop.reason()));
    } catch (TemporalFailure failure) {
      Reason unforeseen = new Reason(Reason.Code.STEP_FAILED, "a step", Words.of(failure));
      back(new People.Ending(Outcome.ROLLED_BACK, unforeseen));
    }
    people.walkIsOver();
  }

  private void back(People.Ending found) {
    People.Ending ending = forward.isCancelRequested() ? people.ending() : found;
    people.walkIsOver();
    reason = ending.reason();
    detached(() -> outcome = wayBack.after(ending.outcome(), ending.reason()));
  }

  private void close() {
    run.board.ended(outcome, reason);
    Finish finish = new Finish(run);
    new Afterwards(run).settle(outcome);
    ledger.close(outcome, reason, live(finish), finish.bad(outcome));
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /** Closing and opening says nothing of releases: what the ledger knew of them stays. */
  private @Nullable String live(Finish finish) {
    return run.plan.kind().isMaintenance() && opened != null ? opened.live() : finish.live(outcome);
  }

  private static void detached(Runnable work) {
    Workflow.newDetachedCancellationScope(work).run();
  }

  private static FailureType failure(Outcome outcome) {
    return switch (outcome) {
      case REFUSED -> FailureType.REFUSED;
      case ROLLED_BACK -> FailureType.ROLLED_BACK;
      case ABORTED -> FailureType.ABORTED;
      case FAILED, SUCCEEDED -> FailureType.FAILED;
    };
  }

  private void signalled(Verb verb, @Nullable Instruction said) {
    people.hear(verb, (said == null ? Instruction.EMPTY : said).unverified());
  }

  @Override
  public void approve(@Nullable Instruction instruction) {
    signalled(Verb.APPROVE, instruction);
  }

  @Override
  public void reject(@Nullable Instruction instruction) {
    signalled(Verb.REJECT, instruction);
  }

  @Override
  public void abort(@Nullable Instruction instruction) {
    signalled(Verb.ABORT, instruction);
  }

  @Override
  public void pause(@Nullable Instruction instruction) {
    signalled(Verb.PAUSE, instruction);
  }

  @Override
  public void resume(@Nullable Instruction instruction) {
    signalled(Verb.RESUME, instruction);
  }

  @Override
  public void promote(@Nullable Instruction instruction) {
    signalled(Verb.PROMOTE, instruction);
  }

  @Override
  public void retry(@Nullable Instruction instruction) {
    signalled(Verb.RETRY, instruction);
  }

  @Override
  public void skip(@Nullable Instruction instruction) {
    signalled(Verb.SKIP, instruction);
  }

  @Override
  public void undo(@Nullable Instruction instruction) {
    signalled(Verb.UNDO, instruction);
  }

  @Override
  public void close(@Nullable Instruction instruction) {
    signalled(Verb.CLOSE, instruction);
  }

  @Override
  public Receipt instruct(Command command) {
    people.hear(command.verb(), command.instruction());
    return new Receipt(run.board.status().timeline().getLast().text());
  }

  @Override
  public void validateInstruct(Command command) {
    String objection = people.objection(command.verb(), command.instruction());
    if (objection != null) {
      throw new IllegalArgumentException(objection);
    }
  }

  @Override
  public Receipt offerCode(CodeOffer offer) {
    return new Receipt(run.gates.offer(offer));
  }

  @Override
  public void validateOfferCode(CodeOffer offer) {
    String objection = run.gates.objection(offer);
    if (objection != null) {
      throw new IllegalArgumentException(objection);
    }
  }

  @Override
  public void rampProgress(RampProgress progress) {
    people.tells(progress);
  }

  @Override
  public DeploymentStatus status() {
    return run.board.status();
  }
}
