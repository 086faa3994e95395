package dev.windlass.workflows.backup;

import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.BackupStatus;
import dev.windlass.workflows.backup.BackupWorkflow.Phase;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a backup's run tells of itself, by query and in Temporal's UI. */
final class BackupBoard {

  private final BackupRequest request;
  private final List<String> stores = new ArrayList<>();
  private final List<String> pruned = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private Phase phase = Phase.OPENING;
  private String doing = "";
  private @Nullable String outcome;
  private @Nullable String id;
  private @Nullable Taken taken;

  BackupBoard(BackupRequest request) {
    this.request = request;
  }

  void named(String id) {
    this.id = id;
  }

  String id() {
    return Objects.requireNonNull(id, "the catalogue gives the id first");
  }

  Taken taken() {
    return Objects.requireNonNull(taken, "it is taken before it is copied");
  }

  void enter(Phase phase, String doing) {
    this.phase = phase;
    this.doing = doing;
    show();
  }

  void stored(String store, Taken taken) {
    this.taken = taken;
    stores.add(store);
    show();
  }

  void pruned(String id) {
    pruned.add(id);
  }

  void remark(String text) {
    remarks.add(text);
  }

  /**
   * @param outcome its word, as deployments have it
   */
  void ended(String outcome, @Nullable String problem) {
    this.outcome = outcome;
    phase = Phase.ENDED;
    doing = problem == null ? "whole in " + String.join(", ", stores) : problem;
    show();
  }

  BackupStatus status() {
    return new BackupStatus(id, phase, stores, taken, pruned, remarks);
  }

  private void show() {
    SearchAttributes.show(WireNames.of(phase), outcome);
    BackupPlan plan = request.plan();
    StringBuilder text =
        new StringBuilder(
            "## %s %s · backup of its %s · **%s**\n\n%s\n\n%s, by %s\n"
                .formatted(
                    plan.application(),
                    plan.environment(),
                    plan.source().kind(),
                    outcome == null ? WireNames.of(phase) : outcome,
                    doing,
                    id,
                    request.startedBy()));
    remarks.forEach(remark -> text.append("\n- ").append(remark));
    Workflow.setCurrentDetails(text.toString());
  }
}
