package dev.windlass.cli.render;

import dev.windlass.workflows.fleet.Problem;
import java.util.ArrayList;
import java.util.List;

/** Why something is refused: one line per problem, what to do about it at the end of each. */
public final class ProblemLines {

  private static final int WIDEST = 40;

  private ProblemLines() {}

  /** {@code web-5 310 MB free, needs 640 → windlass prune production --host web-5}. */
  public static List<String> of(List<Problem> problems) {
    int width =
        Math.min(WIDEST, problems.stream().mapToInt(p -> p.where().length()).max().orElse(0));
    List<String> lines = new ArrayList<>();
    for (Problem problem : problems) {
      String where = problem.where() + " ".repeat(Math.max(0, width - problem.where().length()));
      String line = "  " + where + "  " + problem.what();
      String indent = " ".repeat(width + 4);
      lines.addAll(Words.wrap(line, indent));
      if (problem.mend() != null) {
        problem.mend().lines().forEach(mend -> lines.add(indent + "→ " + mend));
      }
    }
    return lines;
  }
}
