package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Meant;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.token.Role;
import dev.windlass.workflows.deployment.DeploymentWorkflow.Receipt;
import dev.windlass.workflows.deployment.Instruction;
import dev.windlass.workflows.deployment.Verb;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people say to a run. Abort, pause and resume are signals: they arrive even when no worker is
 * there. The rest is answered by the run.
 */
@Tag(name = "instructions")
@RestController
@RequestMapping("/api/v1/deployments/{deployment}")
public class InstructionDoor {

  private final Deployments deployments;
  private final Runs runs;

  public InstructionDoor(Deployments deployments, Runs runs) {
    this.deployments = deployments;
    this.runs = runs;
  }

  @Operation(
      summary = "Say something to a running deployment",
      description =
          "abort, pause and resume answer 202 at once; the other words 200 with the run's answer, 409 with why"
              + " not, or 503 when no worker answers.")
  @PostMapping("/{verb:approve|reject|abort|pause|resume|promote|retry|skip|undo|close}")
  ResponseEntity<Receipt> say(
      @PathVariable String deployment,
      @Parameter(
              schema =
                  @Schema(
                      allowableValues = {
                        "approve", "reject", "abort", "pause", "resume", "promote", "retry", "skip",
                        "undo", "close"
                      }))
          @PathVariable
          String verb,
      @RequestBody(required = false) @Nullable Said said) {
    Verb word = Verb.valueOf(verb.toUpperCase(Locale.ROOT));
    Meant meant = deployments.find(deployment, role(word));
    Instruction instruction =
        Objects.requireNonNullElse(said, Said.NOTHING).instruction(meant.id());
    try {
      return switch (word) {
        case ABORT, PAUSE, RESUME -> signal(meant, word, instruction);
        case APPROVE, REJECT, PROMOTE, RETRY, SKIP, UNDO, CLOSE ->
            ResponseEntity.ok(runs.instruct(meant.running(), word, instruction));
      };
    } catch (WorkflowUpdateException refused) {
      throw Refusal.conflict("The run refuses", words(refused) + ". Nothing changed.")
          .next("windlass status " + meant.environment());
    } catch (WorkflowNotFoundException ended) {
      throw Refusal.conflict(
              "It has ended", "deployment " + meant.words() + " does not run any more")
          .next("windlass status " + meant.environment());
    } catch (NoAnswerException silent) {
      throw Refusal.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "No answer",
              silent.getMessage()
                  + "; what you said may still reach the run when one comes back. Abort works without one.")
          .next("windlass doctor · windlass abort " + meant.words());
    }
  }

  private ResponseEntity<Receipt> signal(Meant meant, Verb word, Instruction instruction) {
    runs.signal(meant.running(), word, instruction);
    String said = verb(word) + " was sent to deployment " + meant.words();
    return ResponseEntity.accepted().body(new Receipt(said));
  }

  private static Role role(Verb verb) {
    return switch (verb) {
      case APPROVE, REJECT -> Role.APPROVER;
      case ABORT, PAUSE, RESUME, PROMOTE, RETRY, SKIP, UNDO, CLOSE -> Role.DEPLOYER;
    };
  }

  private static String verb(Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  private static String words(WorkflowUpdateException refused) {
    return refused.getCause() instanceof ApplicationFailure failure
        ? failure.getOriginalMessage()
        : "the run could not take it";
  }

  /**
   * What is said; everything may be left out. Who says it is known by the token.
   *
   * @param gate of approve and reject
   * @param host of retry and skip
   * @param planHash the plan that was looked at
   * @param evidence number of the evidence that was looked at
   */
  public record Said(
      @Nullable String gate,
      @Nullable String host,
      @Nullable String reason,
      @Nullable String planHash,
      @Nullable Integer evidence,
      @Nullable String code) {

    static final Said NOTHING = new Said(null, null, null, null, null, null);

    Instruction instruction(String deployment) {
      return new Instruction(
          gate == null ? host : gate,
          reason,
          Access.operator().name(),
          code,
          deployment,
          planHash,
          evidence,
          true);
    }
  }
}
