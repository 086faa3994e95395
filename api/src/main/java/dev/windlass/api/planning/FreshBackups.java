package dev.windlass.api.planning;

import dev.windlass.api.plan.BackupPlans;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.plan.Backup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says already of a plan what its deployment's preflight would refuse for want of a backup. */
final class FreshBackups {

  private final Store store;

  FreshBackups(Store store) {
    this.store = store;
  }

  /** What the inspection saw, and every backup that is missing or too old. */
  Facts lookedAt(Facts facts, Specification file, String environment) {
    boolean nothingIsLive = facts.hosts().stream().allMatch(seen -> seen.facts().live() == null);
    Backup backup = nothingIsLive ? null : new BackupPlans(file, environment).beforeDeployment();
    if (backup == null) {
      return facts;
    }
    List<Problem> problems = new ArrayList<>(facts.problems());
    for (Backup.Own own : backup.owned()) {
      String objection = own.objection(newest(own), Instant.now());
      if (objection != null && own.otherwise() == Backup.Otherwise.REFUSE) {
        problems.add(own.problem(objection));
      }
    }
    return new Facts(
        facts.artifact(),
        facts.hosts(),
        facts.pending(),
        problems,
        facts.remarks(),
        facts.reading());
  }

  private Backup.@Nullable Newest newest(Backup.Own own) {
    return store
        .backups()
        .whole(own.plan().application(), own.plan().environment(), own.kind())
        .stream()
        .filter(kept -> kept.occasion() != Occasion.SAFETY)
        .filter(kept -> kept.taken() == null || !kept.taken().selected())
        .findFirst()
        .map(kept -> new Backup.Newest(kept.id(), kept.startedAt()))
        .orElse(null);
  }
}
