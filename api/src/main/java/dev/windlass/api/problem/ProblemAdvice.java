package dev.windlass.api.problem;

import dev.windlass.api.specification.source.SpecificationException;
import dev.windlass.api.specification.source.SpecificationProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever goes wrong in a door into a problem. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.api");

  @ExceptionHandler
  ProblemDetail refused(Refusal refusal) {
    return refusal.problem();
  }

  @ExceptionHandler
  ProblemDetail badFile(SpecificationException bad) {
    List<SpecificationProblem> all = bad.problems();
    return Refusal.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The file cannot be used",
            (all.size() == 1 ? "1 problem" : all.size() + " problems")
                + ", nothing changed; the first: "
                + all.getFirst())
        .next("windlass validate")
        .errors(all)
        .problem();
  }

  /** What nobody foresaw: the log has it under an id, the caller gets the id alone. */
  @ExceptionHandler
  ProblemDetail unforeseen(Exception bug) {
    String id = Long.toHexString(System.nanoTime());
    LOG.error("unforeseen, id {}", id, bug);
    return Refusal.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Internal error",
            "Windlass failed to answer; its log tells more under the id " + id)
        .next("windlass doctor")
        .problem();
  }

  /** Spring's words name classes; ours name the field and where it stands. */
  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException bad,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable at = bad; at != null; at = at.getCause()) {
      if (at instanceof Refusal own) {
        return handleExceptionInternal(bad, own.problem(), headers, status, request);
      }
    }
    String detail =
        switch (bad.getCause()) {
          case UnrecognizedPropertyException unknown ->
              "unknown field "
                  + unknown.getPropertyName()
                  + ", expected one of "
                  + String.join(
                      ", ", unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
          case JacksonException json ->
              "the body is not the JSON that is expected here, line "
                  + json.getLocation().getLineNr()
                  + " column "
                  + json.getLocation().getColumnNr();
          case null, default -> "the body is missing or is not the JSON that is expected here";
        };
    return handleExceptionInternal(
        bad, Refusal.badRequest(detail).problem(), headers, status, request);
  }
}
