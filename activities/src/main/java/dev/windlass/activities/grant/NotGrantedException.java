package dev.windlass.activities.grant;

import dev.windlass.workflows.fleet.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The file asks for what the Windlass worker's settings do not allow. */
public final class NotGrantedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NotGrantedException(List<Problem> problems) {
    super(problems.stream().map(NotGrantedException::sentence).collect(Collectors.joining("; ")));
  }

  public NotGrantedException(Problem problem) {
    this(List.of(problem));
  }

  private static String sentence(Problem problem) {
    return problem.where()
        + ": "
        + problem.what()
        + (problem.mend() == null ? "" : " (" + problem.mend() + ")");
  }
}
