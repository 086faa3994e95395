package dev.windlass.api.planning;

import dev.windlass.api.engine.Run;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.store.restore.KeptRestore;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of a plan that a restore of the environment's own database was terminated in Temporal:
 * nothing cleaned up behind it, and no deployment should find that out by its own failure.
 */
public final class EndedRestores {

  private final Store store;
  private final Runs runs;

  EndedRestores(Store store, Runs runs) {
    this.store = store;
    this.runs = runs;
  }

  /** What the inspection saw, and every such restore that nobody has closed. */
  Facts lookedAt(Facts facts, Specification file, String environment) {
    String change = WorkflowIds.change(file.application(), environment);
    List<Problem> problems = new ArrayList<>(facts.problems());
    store.restores().unended(file.application(), environment).stream()
        .filter(kept -> kept.workflow().equals(change))
        .filter(kept -> !runs.isOpen(new Run(kept.workflow(), kept.run())))
        .map(kept -> new Problem("restore " + kept.id(), what(kept), mend(kept)))
        .forEach(problems::add);
    return new Facts(
        facts.artifact(),
        facts.hosts(),
        facts.pending(),
        problems,
        facts.remarks(),
        facts.reading());
  }

  /** For people, what became of it. */
  public static String what(KeptRestore kept) {
    return "was ended from outside, in Temporal perhaps: nobody knows what %s holds"
        .formatted(kept.target());
  }

  /** For people, what to type. */
  public static String mend(KeptRestore kept) {
    return "windlass restore %1$s <backup>; or, where you have looked and it is as it should be: windlass restore %1$s --abort %2$s"
        .formatted(kept.environment(), kept.id());
  }
}
