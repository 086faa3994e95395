package dev.windlass.api.plan;

import dev.windlass.workflows.fleet.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** There is no plan; holds every reason. Nothing was changed. */
public final class PlanRefusedException extends RuntimeException {

  private final transient List<Problem> problems;

  public PlanRefusedException(List<Problem> problems) {
    super(
        problems.stream()
            .map(PlanRefusedException::line)
            .collect(Collectors.joining("\n", "no plan, nothing changed\n", "")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  private static String line(Problem problem) {
    return "  %-10s %s".formatted(problem.where(), problem.what())
        + (problem.mend() == null ? "" : " → " + problem.mend());
  }
}
