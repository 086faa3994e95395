package dev.windlass.api.plan;

import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.plan.BuildStep;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A plan on one page for people: at most 110 columns, the last line says what to type next. */
public final class PlanText {

  private final DeploymentPlan plan;
  private final Names names;
  private final Page page = new Page();

  private PlanText(DeploymentPlan plan) {
    this.plan = plan;
    this.names = new Names(plan.hosts());
  }

  /** The page; every line ends with a line break. */
  public static String of(DeploymentPlan plan) {
    PlanText text = new PlanText(plan);
    text.page.line(text.title());
    switch (plan.kind()) {
      case DEPLOYMENT -> text.deployment();
      case ROLLBACK -> text.rollback();
      case SETUP -> text.setUp();
      case MAINTENANCE_ON, MAINTENANCE_OFF -> text.maintenance();
      case RECOVERY -> text.recovery();
    }
    new PlanEnd(plan, text.page).write();
    return text.page.text();
  }

  private String title() {
    List<String> parts = new ArrayList<>();
    parts.add("plan " + PlanHash.brief(PlanHash.of(plan)));
    parts.add(plan.application() + " " + plan.environment());
    String live = plan.found().liveRevision();
    String now = live == null ? "no live release yet" : "live " + brief(live);
    parts.add(
        switch (plan.release()) {
          case ReleaseSource.Artifact artifact -> brief(artifact.revision()) + " (" + now + ")";
          case ReleaseSource.Existing old ->
              "back to " + old.release() + " (" + brief(old.revision()) + "), " + now;
          case ReleaseSource.Nothing _ ->
              switch (plan.kind()) {
                case MAINTENANCE_ON -> "maintenance on";
                case MAINTENANCE_OFF -> "maintenance off";
                case DEPLOYMENT, ROLLBACK, SETUP, RECOVERY -> "set-up";
              };
          case ReleaseSource.Recovered _ -> "recover, " + now;
        });
    parts.add(count(plan.hosts().size(), "host"));
    parts.add("nothing changed");
    return String.join(" · ", parts);
  }

  private void deployment() {
    PassedText.steps(plan, page);
    gates(Gate.Before.PREPARE);
    page.step("prepare", count(plan.releaseHosts().size(), "host"), preparation());
    gates(Gate.Before.MIGRATIONS);
    if (MaintenanceText.closes(plan)) {
      gates(Gate.Before.PUBLISH);
      BackupText.ordered(
          plan, this::backup, () -> page.step("close", "", MaintenanceText.closing(plan)));
      migrate();
    } else {
      backup();
      migrate();
      gates(Gate.Before.PUBLISH);
    }
    switch (plan.strategy()) {
      case StrategyPlan.Standard _ -> {
        page.step("publish", names.brief(all(plan.releaseHosts())), publishing());
        workers(Moment.LAST);
        page.step("open", "", "when the checks from inside passed; then those from outside");
      }
      case StrategyPlan.Atomic _ -> {
        page.step("publish", names.brief(all(plan.releaseHosts())), publishing());
        workers(Moment.LAST);
      }
      case StrategyPlan.Canary canary -> {
        canary(canary);
        workers(Moment.LAST);
      }
    }
    watch();
  }

  private void backup() {
    if (plan.backup() != null && plan.found().live() != null) {
      BackupText.steps(plan.backup(), page, names);
    } else if (MaintenanceText.closes(plan)) {
      page.step("backup", "", "none declared: data is not brought back");
    }
  }

  private void workers(Moment moment) {
    for (QueueWorkers workers : BackgroundText.at(moment, plan)) {
      page.step(
          "workers",
          names.brief(BackgroundText.hosts(workers, plan)),
          BackgroundText.change(workers));
    }
  }

  private void maintenance() {
    Maintenance maintenance = Objects.requireNonNull(plan.maintenance());
    if (plan.kind() == PlanKind.MAINTENANCE_ON) {
      page.step("close", "", MaintenanceText.closing(plan));
      page.step("timer", "", MaintenanceText.timer(maintenance));
    } else {
      page.step("open", "", MaintenanceText.opening(plan));
    }
  }

  private void rollback() {
    if (plan.release() instanceof ReleaseSource.Existing old
        && plan.migrations() instanceof Migrations.Command command
        && command.down() != null) {
      page.step(
          "migrate",
          names.brief(List.of(command.host())),
          "%s, once, in %s while it is live"
              .formatted(CommandLimits.without(command.down()), old.replaces()));
    }
    page.step("publish", names.brief(all(plan.releaseHosts())), publishing() + "; nothing built");
    workers(Moment.LAST);
    watch();
  }

  private void setUp() {
    page.step(
        "setup",
        names.brief(all(plan.releaseHosts())),
        "directories below " + plan.layout().path());
  }

  private void recovery() {
    if (!(plan.release() instanceof ReleaseSource.Recovered recovered)) {
      return;
    }
    String hosts = names.brief(all(plan.releaseHosts()));
    String left =
        recovered.left().isEmpty()
            ? "no run was ended from outside"
            : "deployment "
                + String.join(
                    ", ", recovered.left().stream().map(l -> Long.toString(l.number())).toList());
    page.step("end", hosts, "what still runs of earlier deployments; " + left);
    if (plan.router() != null) {
      page.step("weights", "", "even");
    }
    page.step(
        "current",
        hosts,
        recovered.release().isEmpty()
            ? "none: nothing is live by the ledger"
            : recovered.release() + ", reload");
    if (!recovered.left().isEmpty()) {
      page.step("discard", hosts, "the releases that they began");
    }
  }

  private void canary(StrategyPlan.Canary canary) {
    page.step("publish", names.brief(canary.hosts()), publishing());
    workers(Moment.FIRST);
    page.step("ramp", names.brief(web(canary.hosts())), ramp(canary));
    if (!canary.rest().isEmpty()) {
      page.step("publish", names.brief(canary.rest()), "the hosts without traffic follow");
    }
  }

  private List<String> web(List<String> hosts) {
    List<String> web = all(plan.hostsWith(Host.WEB));
    return hosts.stream().filter(web::contains).toList();
  }

  private String ramp(StrategyPlan.Canary canary) {
    List<String> steps = new ArrayList<>();
    for (RampStep step : canary.ramp()) {
      String join = step.join().isEmpty() ? "" : "+" + names.brief(step.join()) + ", ";
      String gate = step.gate() == null ? "" : ", gate " + step.gate();
      steps.add(join + step.weight() + " % " + Spans.text(step.bake()) + gate);
    }
    return String.join(" → ", steps);
  }

  private String preparation() {
    List<String> parts = new ArrayList<>();
    if (plan.release() instanceof ReleaseSource.Artifact artifact) {
      parts.add("upload " + size(artifact.bytes()));
    }
    parts.add("unpack");
    if (!plan.layout().shared().isEmpty()) {
      parts.add(
          "link "
              + String.join(
                  " ", plan.layout().shared().stream().map(Layout.Shared::path).toList()));
    }
    if (!plan.env().isEmpty()) {
      parts.add(".env");
    }
    plan.build().stream().map(BuildStep::name).forEach(parts::add);
    return String.join(", ", parts);
  }

  private String publishing() {
    List<String> parts = new ArrayList<>(List.of("current"));
    plan.reload().stream().map(HostCommand::name).forEach(parts::add);
    if (plan.proof() != null) {
      parts.add("proof by " + plan.proof().path());
    }
    return String.join(", ", parts);
  }

  private void migrate() {
    String cron = plan.cronResting(Cron.Pause.MIGRATIONS) == null ? "" : "; cron rests";
    switch (plan.migrations()) {
      case null -> {}
      case Migrations.Scripts scripts -> {
        page.step(
            "migrate",
            names.brief(List.of(scripts.database().host())),
            SchemaText.pending(plan.found()) + cron);
        SchemaText.notes(plan).forEach(line -> page.note("", line));
      }
      case Migrations.Command command -> {
        page.step(
            "migrate",
            names.brief(List.of(command.host())),
            CommandLimits.without(command.up()) + ", once; " + SchemaText.reading(command) + cron);
        SchemaText.notes(plan).forEach(line -> page.note("", line));
      }
    }
  }

  private void gates(Gate.Before before) {
    for (Gate gate : plan.gates()) {
      if (gate.before() == before) {
        page.step("gate " + gate.name(), "", asks(gate));
      }
    }
  }

  static String asks(Gate gate) {
    return count(gate.approvals(), "approver")
        + (gate.fourEyes() ? ", not who starts it" : "")
        + (gate.deadline() == null
            ? ""
            : "; "
                + Spans.text(gate.deadline())
                + ", then "
                + switch (gate.otherwise()) {
                  case APPROVE -> "approve";
                  case REJECT -> "reject";
                  case HOLD -> "hold";
                });
  }

  private void watch() {
    if (!plan.watch().isZero()) {
      page.step("watch", Spans.text(plan.watch()), WatchText.watch(plan));
    }
  }

  private static List<String> all(List<Host> hosts) {
    return hosts.stream().map(Host::name).toList();
  }

  /** A commit as people quote it. */
  static String brief(String revision) {
    return revision.matches("[0-9a-f]{12,64}") ? revision.substring(0, 7) : revision;
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String size(long bytes) {
    return bytes < 1_000_000 ? (bytes + 999) / 1000 + " kB" : (bytes + 500_000) / 1_000_000 + " MB";
  }
}
