package dev.windlass.api.engine;

import dev.windlass.api.problem.Refusal;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns trouble with Temporal or the worker into a problem; before the one for everything else. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
public class EngineAdvice {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.api");

  @ExceptionHandler
  ProblemDetail noAnswer(NoAnswerException silent) {
    return unavailable(silent.getMessage() + ". Nothing changed.");
  }

  @ExceptionHandler({WorkflowServiceException.class, StatusRuntimeException.class})
  ProblemDetail noTemporal(RuntimeException away) {
    LOG.warn("Temporal does not answer", away);
    return unavailable("Temporal does not answer");
  }

  /** An inspection that failed says why in the failure at its root. */
  @ExceptionHandler
  ProblemDetail failed(WorkflowFailedException failed) {
    String why = "the inspection failed";
    for (Throwable at = failed; at != null; at = at.getCause()) {
      if (at instanceof ApplicationFailure failure) {
        why = failure.getOriginalMessage();
      } else if (at instanceof TimeoutFailure) {
        why = "the inspection took too long, or no Windlass worker is there";
      }
    }
    return Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "No plan", why + ". Nothing changed.")
        .next("windlass doctor")
        .problem();
  }

  private static ProblemDetail unavailable(String detail) {
    return Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "No answer", detail)
        .next("windlass doctor")
        .problem();
  }
}
