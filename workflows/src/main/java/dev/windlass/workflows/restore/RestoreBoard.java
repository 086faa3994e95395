package dev.windlass.workflows.restore;

import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.restore.RestoreActivities.Looked;
import dev.windlass.workflows.restore.RestoreWorkflow.Left;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import dev.windlass.workflows.restore.RestoreWorkflow.Phase;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreRequest;
import dev.windlass.workflows.restore.RestoreWorkflow.RestoreStatus;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a restore tells of itself, by query and in Temporal's UI. */
final class RestoreBoard {

  private final RestoreRequest request;
  private final List<String> remarks = new ArrayList<>();
  private Phase phase = Phase.OPENING;
  private Left left = Left.UNTOUCHED;
  private String doing = "";
  private @Nullable String id;
  private @Nullable String safety;
  private @Nullable Looked looked;
  private @Nullable Loaded loaded;
  private boolean closed;
  private @Nullable String problem;
  private @Nullable String outcome;

  RestoreBoard(RestoreRequest request) {
    this.request = request;
  }

  void named(String id) {
    this.id = id;
  }

  String id() {
    return Objects.requireNonNull(id, "the record gives the id first");
  }

  void enter(Phase phase, String doing) {
    this.phase = phase;
    this.doing = doing;
    show();
  }

  Phase phase() {
    return phase;
  }

  void looked(Looked looked) {
    this.looked = looked;
    looked.remarks().forEach(this::remark);
  }

  Looked looked() {
    return Objects.requireNonNull(looked, "it is looked at before");
  }

  void secured(String safety) {
    this.safety = safety;
  }

  @Nullable String safety() {
    return safety;
  }

  void loaded(Loaded loaded) {
    this.loaded = loaded;
  }

  @Nullable Loaded loaded() {
    return loaded;
  }

  void left(Left left) {
    this.left = left;
  }

  Left left() {
    return left;
  }

  void closed() {
    closed = true;
  }

  void opened() {
    closed = false;
  }

  boolean isClosed() {
    return closed;
  }

  void remark(String text) {
    remarks.add(text);
  }

  /**
   * @param outcome its word, as deployments have it
   */
  void ended(String outcome, @Nullable String problem) {
    this.outcome = outcome;
    this.problem = problem;
    phase = Phase.ENDED;
    doing = problem == null ? request.plan().summary() + " is done" : problem;
    show();
  }

  RestoreStatus status() {
    return new RestoreStatus(
        id, request.plan().backup().id(), phase, left, safety, loaded, closed, remarks, problem);
  }

  private void show() {
    SearchAttributes.show(WireNames.of(phase), outcome);
    RestorePlan plan = request.plan();
    StringBuilder text =
        new StringBuilder(
            "## %s %s · %s · **%s**\n\n%s\n\n%s, by %s · safety backup: %s · target: %s\n"
                .formatted(
                    plan.application(),
                    plan.environment(),
                    plan.summary(),
                    outcome == null ? WireNames.of(phase) : outcome,
                    doing,
                    id,
                    request.startedBy(),
                    safety == null ? "none" : safety,
                    WireNames.of(left)));
    remarks.forEach(remark -> text.append("\n- ").append(remark));
    Workflow.setCurrentDetails(text.toString());
  }
}
