package dev.windlass.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server said no, as a problem of RFC 9457. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String next;
  private final transient List<JsonNode> errors;
  private final transient JsonNode problem;

  RefusedException(int status, JsonNode problem) {
    super(text(status, problem));
    this.status = status;
    this.next = problem.hasNonNull("next") ? problem.get("next").asText() : null;
    this.errors = new ArrayList<>();
    problem.path("errors").forEach(errors::add);
    this.problem = problem;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What to type next, as far as the server knows. */
  public @Nullable String next() {
    return next;
  }

  /** Every single thing that is wrong: with {@code line} and {@code path}, or {@code where}. */
  public List<JsonNode> errors() {
    return errors;
  }

  /** The whole problem. */
  public JsonNode problem() {
    return problem;
  }

  /** Whether what was sent is wrong in itself, rather than at this moment or for this person. */
  public boolean isBadInput() {
    boolean badFile = !errors.isEmpty() && errors.stream().allMatch(e -> e.has("line"));
    return status == 400 || status == 404 || badFile;
  }

  private static String text(int status, JsonNode problem) {
    String detail = problem.path("detail").asText("");
    String title = problem.path("title").asText("HTTP " + status);
    return detail.isEmpty() ? title : detail;
  }
}
