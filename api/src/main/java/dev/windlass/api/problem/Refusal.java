package dev.windlass.api.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * A request that is not carried out, in words for the person who made it. Becomes a problem of
 * {@code application/problem+json}.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String title;
  private @Nullable String next;
  private final transient Map<String, Object> facts = new LinkedHashMap<>();

  private Refusal(HttpStatus status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  /**
   * @param title a few words that stay the same for this kind of refusal
   * @param detail what was found and what was expected; says that nothing changed, or what did
   */
  public static Refusal of(HttpStatus status, String title, String detail) {
    return new Refusal(status, title, detail);
  }

  public static Refusal badRequest(String detail) {
    return of(HttpStatus.BAD_REQUEST, "Bad request", detail);
  }

  public static Refusal notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, "Not found", detail);
  }

  public static Refusal conflict(String title, String detail) {
    return of(HttpStatus.CONFLICT, title, detail);
  }

  /** What to type next. */
  public Refusal next(String command) {
    next = command;
    return this;
  }

  /** Every single thing that is wrong, as records. */
  public Refusal errors(List<?> all) {
    return with("errors", List.copyOf(all));
  }

  /** One more fact, as a record, for programs. */
  public Refusal with(String name, Object fact) {
    facts.put(name, fact);
    return this;
  }

  /** As it goes out. */
  public ProblemDetail problem() {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail());
    problem.setTitle(title);
    if (next != null) {
      problem.setProperty("next", next);
    }
    facts.forEach(problem::setProperty);
    return problem;
  }

  private String detail() {
    String message = getMessage();
    return message == null ? title : message;
  }
}
