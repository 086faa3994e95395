package dev.windlass.api.plan;

import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.ReleaseSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How the page of a plan ends: gates of the ramp, checks, the way back, the time, what to type. */
final class PlanEnd {

  private final DeploymentPlan plan;
  private final Page page;

  PlanEnd(DeploymentPlan plan, Page page) {
    this.plan = plan;
    this.page = page;
  }

  void write() {
    for (Gate gate : plan.gates()) {
      if (gate.before() == null) {
        page.note("gate", gate.name() + ": " + PlanText.asks(gate));
      }
    }
    if (!plan.checks().isEmpty()) {
      page.note("checks", checks());
    }
    remarks();
    if (plan.kind().isMaintenance()) {
      boolean on = plan.kind() == PlanKind.MAINTENANCE_ON;
      page.line("next: windlass maintenance " + (on ? "on " : "off ") + plan.environment());
      return;
    }
    if (plan.kind() == PlanKind.SETUP) {
      page.line("next: windlass setup " + plan.environment());
      return;
    }
    String standing = WatchText.standing(plan);
    if (standing != null) {
      page.note("afterwards", standing);
    }
    page.note("undo", PlanVerdict.wayBack(plan));
    if (plan.kind() == PlanKind.RECOVERY) {
      page.line("next: windlass recover " + plan.environment());
      return;
    }
    page.note(
        "time",
        "to promote "
            + Spans.text(PlanVerdict.toPromote(plan))
            + (plan.gates().isEmpty() ? "" : " + gates")
            + " + work · to roll back no wait, no build");
    String brief = PlanHash.brief(PlanHash.of(plan));
    String command =
        plan.release() instanceof ReleaseSource.Existing old
            ? "rollback " + plan.environment() + " --to " + old.release()
            : "deploy " + plan.environment() + " --plan " + brief;
    page.line("next: windlass " + command + "       all commands: windlass plan show " + brief);
  }

  /** The same of several hosts is one. */
  private void remarks() {
    Map<String, List<String>> hosts = new LinkedHashMap<>();
    for (Problem remark : Objects.requireNonNullElse(plan.found().remarks(), List.<Problem>of())) {
      String mend = remark.mend() == null ? "" : " → " + remark.mend();
      hosts.computeIfAbsent(remark.what() + mend, _ -> new ArrayList<>()).add(remark.where());
    }
    Names names = new Names(plan.hosts());
    hosts.forEach((text, where) -> page.note("remark", names.brief(where) + "  " + text));
  }

  private String checks() {
    return String.join(
        " ",
        plan.checks().stream()
            .map(c -> c.name() + (c.severity() == Check.Severity.WARN ? " (warn)" : ""))
            .toList());
  }
}
