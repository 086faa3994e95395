package dev.windlass.api.planning;

import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.plan.Passed;
import dev.windlass.workflows.plan.ReleaseSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says already of a plan which environment has not passed its artifact. */
final class PassedBefore {

  private final Store store;

  PassedBefore(Store store) {
    this.store = store;
  }

  /** What the inspection saw, and what has not passed yet. */
  Facts lookedAt(Facts facts, Specification file, String environment) {
    ReleaseSource.Artifact artifact = facts.artifact();
    if (artifact == null) {
      return facts;
    }
    List<Problem> problems = new ArrayList<>(facts.problems());
    file.environment(environment)
        .passed()
        .forEach((other, within) -> {
          Passed.Seen seen =
              store.ledger().releases().passed(file.application(), other, artifact.digest());
          Problem problem = new Passed(other, within).problem(artifact, seen, Instant.now());
          if (problem != null) {
            problems.add(problem);
          }
        });
    return new Facts(
        facts.artifact(),
        facts.hosts(),
        facts.pending(),
        problems,
        facts.remarks(),
        facts.reading());
  }
}
