package dev.windlass.api.restore;

import dev.windlass.api.engine.Runs;
import dev.windlass.api.plan.Inspections;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.specification.Specification;
import dev.windlass.store.Store;
import dev.windlass.store.backup.KeptBackup;
import dev.windlass.store.ledger.DeploymentFilter;
import dev.windlass.store.ledger.DeploymentRow;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.restore.RestorePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where it went wrong, as far as ledger, catalogue and hosts can tell. Changes nothing. */
@Component
public final class FailurePoint {

  private static final int TOLD = 5;
  private static final int LOOKED_BACK = 100;

  private final Store store;
  private final RegisteredFiles files;
  private final Runs runs;

  public FailurePoint(Store store, RegisteredFiles files, Runs runs) {
    this.store = store;
    this.files = files;
    this.runs = runs;
  }

  /** In words, without ages: the same situation always gives the same. */
  List<String> findings(RestorePlan plan) {
    List<String> findings = new ArrayList<>();
    List<DeploymentRow> lately =
        store
            .ledger()
            .list(new DeploymentFilter(plan.application(), plan.environment(), null, LOOKED_BACK));
    lately.stream().limit(TOLD).forEach(row -> findings.add(deployment(row, plan)));
    findings.add(proof(plan));
    findings.addAll(drift(plan, live(lately)));
    return findings;
  }

  private static String deployment(DeploymentRow row, RestorePlan plan) {
    boolean later = row.endedAt() == null || row.endedAt().isAfter(plan.backup().takenAt());
    return "ledger: %s %d%s %s, %s the backup%s"
        .formatted(
            WireNames.of(row.kind()),
            row.number(),
            row.release() == null ? "" : " (" + row.release() + ")",
            row.outcome() == null ? "has not ended" : WireNames.of(row.outcome()),
            later ? "after" : "before",
            row.reason() == null ? "" : ": " + row.reason());
  }

  private String proof(RestorePlan plan) {
    List<KeptBackup> whole =
        store.backups().whole(plan.application(), plan.environment(), "database");
    String proved =
        whole.stream()
            .filter(one -> one.drilledAt() != null)
            .findFirst()
            .map(one -> "the newest that passed a drill is " + one.id())
            .orElse("none has passed a drill");
    return "backups: %d are whole, %s is chosen, %s"
        .formatted(whole.size(), plan.backup().id(), proved);
  }

  private static @Nullable String live(List<DeploymentRow> lately) {
    return lately.stream()
        .filter(row -> row.kind() == PlanKind.DEPLOYMENT || row.kind() == PlanKind.ROLLBACK)
        .filter(row -> row.outcome() == Outcome.SUCCEEDED)
        .map(DeploymentRow::release)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private List<String> drift(RestorePlan plan, @Nullable String expected) {
    Specification file = files.describing(plan.application(), plan.environment());
    Facts facts = runs.inspect(Inspections.ofReturn(file, plan.environment()));
    List<String> drift = new ArrayList<>();
    facts.problems().forEach(problem -> drift.add(problem.where() + ": " + problem.what()));
    for (SeenHost seen : facts.hosts()) {
      String live = seen.facts().live();
      if (expected != null && !expected.equals(live)) {
        drift.add(
            "%s: %s is live, the ledger says %s"
                .formatted(seen.host(), live == null ? "nothing" : live, expected));
      }
    }
    if (expected == null) {
      drift.add("hosts: the ledger knows of no release that went live");
    } else if (drift.isEmpty()) {
      drift.add("hosts: " + expected + " is live, as the ledger says");
    }
    return drift;
  }
}
