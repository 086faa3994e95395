package dev.windlass.api.specification.source;

import java.util.List;
import java.util.stream.Collectors;

/** The file can't be used; holds every problem, sorted by line. */
public final class SpecificationException extends RuntimeException {

  private final transient List<SpecificationProblem> problems;

  public SpecificationException(List<SpecificationProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  public List<SpecificationProblem> problems() {
    return problems;
  }

  private static String text(List<SpecificationProblem> problems) {
    return (problems.size() == 1 ? "1 problem" : problems.size() + " problems")
        + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
  }
}
