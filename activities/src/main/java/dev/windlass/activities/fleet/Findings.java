package dev.windlass.activities.fleet;

import dev.windlass.workflows.fleet.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a look brought home.
 *
 * @param problems speak against a change
 * @param remarks should be known and stop nothing
 */
record Findings(List<Problem> problems, List<Problem> remarks) {

  static Findings none() {
    return new Findings(new ArrayList<>(), new ArrayList<>());
  }
}
