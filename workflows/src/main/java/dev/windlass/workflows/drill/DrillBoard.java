package dev.windlass.workflows.drill;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.contract.Markdown;
import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.drill.DrillLedgerActivities.Opened;
import dev.windlass.workflows.drill.DrillReport.Timings;
import dev.windlass.workflows.drill.DrillWorkflow.DrillRequest;
import dev.windlass.workflows.drill.DrillWorkflow.DrillStatus;
import dev.windlass.workflows.drill.DrillWorkflow.Phase;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a drill's run tells of itself, by query, in Temporal's UI and at its end in the ledger. */
final class DrillBoard {

  private final DrillRequest request;
  private final Instant startedAt = NamedTimer.now();
  private final List<DrillFinding> findings = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private Phase phase = Phase.OPENING;
  private String doing = "";
  private @Nullable String outcome;
  private @Nullable Opened opened;
  private @Nullable Row backup;
  private @Nullable String scratch;
  private @Nullable Timings timings;
  private @Nullable Duration dataAge;
  private boolean control;
  private @Nullable Rehearsal rehearsal;

  DrillBoard(DrillRequest request) {
    this.request = request;
  }

  void opened(Opened opened) {
    this.opened = opened;
  }

  Opened opened() {
    return Objects.requireNonNull(opened, "the ledger gives the id first");
  }

  Instant startedAt() {
    return startedAt;
  }

  void chose(Row backup) {
    this.backup = backup;
  }

  void aged(Duration dataAge) {
    this.dataAge = dataAge;
  }

  void wrote(String scratch) {
    this.scratch = scratch;
  }

  void took(Timings timings) {
    this.timings = timings;
  }

  void controlled() {
    control = true;
  }

  void rehearsed(@Nullable Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  void enter(Phase phase, String doing) {
    this.phase = phase;
    this.doing = doing;
    show();
  }

  void found(List<DrillFinding> more) {
    findings.addAll(more);
    show();
  }

  void found(DrillFinding one) {
    found(List.of(one));
  }

  void remark(String text) {
    remarks.add(text);
  }

  /** Adds what was promised of what was measured. */
  void judge() {
    found(DrillDecider.promises(request.plan().objectives(), timings, dataAge));
  }

  Verdict verdict() {
    return DrillDecider.together(findings);
  }

  /**
   * @param outcome its word, as deployments have it
   */
  void ended(String outcome, String how) {
    this.outcome = outcome;
    enter(Phase.ENDED, how);
  }

  DrillStatus status() {
    return new DrillStatus(
        opened == null ? null : opened.id(),
        backup == null ? null : backup.id(),
        phase,
        doing,
        findings,
        remarks);
  }

  DrillReport report() {
    BackupPlan plan = request.plan().backup();
    return new DrillReport(
        opened().id(),
        plan.application(),
        plan.environment(),
        request.startedBy(),
        startedAt,
        NamedTimer.now(),
        backup == null ? null : backup.id(),
        backup == null ? null : backup.takenAt(),
        request.plan().offsite().address(),
        scratch,
        verdict(),
        findings,
        timings,
        dataAge,
        request.plan().objectives(),
        control,
        remarks,
        rehearsal);
  }

  private void show() {
    SearchAttributes.show(WireNames.of(phase), outcome);
    BackupPlan plan = request.plan().backup();
    StringBuilder text =
        new StringBuilder(
            "## %s %s · drill of %s · **%s**\n\n%s\n\n%s, by %s\n"
                .formatted(
                    plan.application(),
                    plan.environment(),
                    backup == null ? "its backups" : backup.id(),
                    outcome == null ? WireNames.of(phase) : outcome,
                    Markdown.literal(doing),
                    opened == null ? "" : opened.id(),
                    request.startedBy()));
    findings.stream()
        .filter(finding -> finding.verdict() != Verdict.NO_DATA)
        .forEach(finding -> text.append("\n- ").append(line(finding)));
    remarks.forEach(remark -> text.append("\n- ").append(Markdown.literal(remark)));
    Workflow.setCurrentDetails(text.toString());
  }

  private static String line(DrillFinding finding) {
    return "%s: **%s** %s"
        .formatted(
            finding.check(), WireNames.of(finding.verdict()), Markdown.literal(finding.detail()));
  }
}
