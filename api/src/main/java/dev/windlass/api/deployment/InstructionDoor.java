package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Meant;
import dev.windlass.api.engine.NoAnswerException;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.token.Role;
import dev.windlass.workflows.deployment.DeploymentWorkflow.CodeOffer;
import dev.windlass.workflows.deployment.DeploymentWorkflow.Receipt;
import dev.windlass.workflows.deployment.Instruction;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.gate.GateCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    return switch (word) {
      case ABORT, PAUSE, RESUME -> answered(meant, () -> signal(meant, word, instruction));
      case APPROVE, REJECT, PROMOTE, RETRY, SKIP, UNDO, CLOSE ->
          ResponseEntity.ok(
              answered(meant, () -> runs.instruct(meant.running(), word, instruction)));
    };
  }

  @Operation(
      summary = "A one-time code for a gate that takes codes",
      description =
          "Needs the role approver. Typed into a plain signal of the Temporal UI it proves who sent it, once.")
  @PostMapping("/gates/{gate}/code")
  Code code(@PathVariable String deployment, @PathVariable String gate) {
    Meant meant = deployments.find(deployment, Role.APPROVER);
    String code = Code.random();
    CodeOffer offer = new CodeOffer(gate, GateCode.digest(code), Access.operator().name());
    Receipt receipt = answered(meant, () -> runs.offer(meant.running(), offer));
    return new Code(code, Map.of("gate", gate, "code", code), receipt.said());
  }

  private static <T> T answered(Meant meant, Supplier<T> question) {
    try {
      return question.get();
    } catch (WorkflowUpdateException refused) {
      throw Refusal.conflict("The run refuses", words(refused) + ". Nothing changed.")
          .next("windlass status " + meant.environment());
    } catch (WorkflowNotFoundException ended) {
      throw Refusal.conflict(
              "It has ended",
              "deployment " + meant.words() + " does not run any more. Nothing changed.")
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
   * @param signal what to type as the input of the signal approve or reject
   */
  public record Code(String code, Map<String, String> signal, String said) {
    /** Without I, L, O, U, 0 and 1, which people mix up. */
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

    private static final int LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String random() {
      return RANDOM
          .ints(LENGTH, 0, LETTERS.length())
          .mapToObj(at -> LETTERS.substring(at, at + 1))
          .collect(Collectors.joining());
    }
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
