package dev.windlass.api.plan;

import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.migration.MigrationCommands;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.traffic.NginxFile;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.RouterCommands;
import dev.windlass.workflows.traffic.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan will do: every command per host, rendered by the class that renders it for the
 * act, every migration, every split of the traffic.
 */
public final class PlanListing {

  /** Stands for the id that a deployment is given under the lock. */
  private static final String RELEASE = "RELEASE";

  private final DeploymentPlan plan;
  private final Change change;
  private final ListingPage page;
  private final MigrationListing schema;
  private final MaintenanceListing doors;

  private PlanListing(DeploymentPlan plan) {
    this.plan = plan;
    String release =
        switch (plan.release()) {
          case ReleaseSource.Existing old -> old.release();
          case ReleaseSource.Recovered recovered -> recovered.release();
          case ReleaseSource.Artifact _, ReleaseSource.Nothing _ -> RELEASE;
        };
    this.change =
        new Change(
            "plan", 0, plan.application(), plan.environment(), release, plan.release().revision());
    this.page = new ListingPage(plan, change);
    this.schema = new MigrationListing(plan, change, page);
    this.doors = new MaintenanceListing(plan, page);
  }

  /** The listing; every line ends with a line break. */
  public static String of(DeploymentPlan plan) {
    PlanListing listing = new PlanListing(plan);
    listing.page.line(
        "plan " + PlanHash.of(plan) + " · " + plan.application() + " " + plan.environment());
    if (plan.release() instanceof ReleaseSource.Artifact) {
      listing.page.line(
          RELEASE + " stands for the id that the deployment is given, e.g. 20261121-1");
    }
    listing.hosts();
    switch (plan.kind()) {
      case DEPLOYMENT -> listing.deployment();
      case ROLLBACK -> listing.rollback();
      case SETUP -> listing.setUp();
      case MAINTENANCE_ON -> listing.doors.close();
      case MAINTENANCE_OFF -> listing.doors.open();
      case RECOVERY -> listing.recovery(release(plan));
    }
    listing.checks();
    listing.standingWatch();
    listing.undo();
    return listing.page.text();
  }

  private void hosts() {
    page.heading("hosts");
    for (Host host : plan.hosts()) {
      page.line(
          "  %s@%s:%d  %s"
              .formatted(host.user(), host.name(), host.port(), String.join(" ", host.roles())));
    }
  }

  private void rollback() {
    if (plan.release() instanceof ReleaseSource.Existing old
        && plan.migrations() instanceof Migrations.Command command) {
      page.heading(
          "migrate down on " + command.host() + ", once, if " + old.replaces() + " migrated");
      schema.migration(command, MigrationCommands.down(command), old.replaces());
    }
    publish(plan.releaseHosts());
    workers(Moment.LAST);
  }

  private void setUp() {
    page.job(ReleaseCommands.setup(plan.layout()), plan.releaseHosts());
    if (plan.router() != null) {
      page.heading("where the balancer knows nothing of the application yet");
      split(Split.even(plan.hostsWith(Host.WEB).stream().map(Host::name).toList()));
    }
  }

  private static @Nullable String release(DeploymentPlan plan) {
    return plan.release() instanceof ReleaseSource.Recovered recovered
            && !recovered.release().isEmpty()
        ? recovered.release()
        : null;
  }

  private void recovery(@Nullable String release) {
    page.heading("end on every host");
    page.line("  jobs of earlier deployments that still run; the fence rises");
    if (plan.router() != null) {
      split(Split.even(plan.hostsWith(Host.WEB).stream().map(Host::name).toList()));
    }
    page.job(ReleaseCommands.restore(plan, release), plan.releaseHosts());
  }

  private void deployment() {
    gates(Gate.Before.PREPARE);
    if (plan.release() instanceof ReleaseSource.Artifact artifact) {
      page.heading("upload to " + PlanText.count(plan.releaseHosts().size(), "host"));
      page.line("  " + plan.layout().own() + "/artifacts/" + artifact.digest());
      page.line("  " + artifact.bytes() + " bytes, checked by this digest");
      page.job(ReleaseCommands.prepare(plan, artifact), plan.releaseHosts());
    }
    gates(Gate.Before.MIGRATIONS);
    if (MaintenanceText.closes(plan)) {
      gates(Gate.Before.PUBLISH);
      BackupText.ordered(plan, this::backup, doors::close);
      schema.write();
    } else {
      backup();
      schema.write();
      gates(Gate.Before.PUBLISH);
    }
    switch (plan.strategy()) {
      case StrategyPlan.Standard _ -> {
        publish(plan.releaseHosts());
        workers(Moment.LAST);
        doors.open();
      }
      case StrategyPlan.Atomic _ -> {
        publish(plan.releaseHosts());
        workers(Moment.LAST);
      }
      case StrategyPlan.Canary canary -> {
        canary(canary);
        workers(Moment.LAST);
      }
    }
    if (!plan.watch().isZero()) {
      page.heading("watch for " + Spans.text(plan.watch()));
      page.line("  " + WatchText.watch(plan));
    }
  }

  private void backup() {
    if (plan.backup() != null && plan.found().live() != null) {
      BackupText.list(plan.backup(), page);
    }
  }

  private void canary(StrategyPlan.Canary canary) {
    List<String> stable =
        new ArrayList<>(plan.hostsWith(Host.WEB).stream().map(Host::name).toList());
    List<String> canaries = new ArrayList<>(canary.hosts());
    stable.removeAll(canaries);
    publish(page.named(canaries));
    workers(Moment.FIRST);
    canaries.retainAll(plan.hostsWith(Host.WEB).stream().map(Host::name).toList());
    for (RampStep step : canary.ramp()) {
      if (!step.join().isEmpty()) {
        publish(page.named(step.join()));
        canaries.addAll(step.join());
        stable.removeAll(step.join());
      }
      split(new Split(step.weight(), canaries, stable));
      page.line("  hold for " + Spans.text(step.bake()) + ", checks go on");
      plan.gates().stream().filter(gate -> gate.name().equals(step.gate())).forEach(this::gate);
    }
    publish(page.named(canary.rest()));
    split(Split.even(canaries));
  }

  private void split(Split split) {
    page.heading("traffic " + split.weight() + " %");
    page.line(
        "  canary  " + (split.canary().isEmpty() ? "none" : String.join(" ", split.canary())));
    page.line(
        "  stable  " + (split.stable().isEmpty() ? "none" : String.join(" ", split.stable())));
    switch (plan.router()) {
      case null -> {}
      case Router.Nginx nginx -> {
        page.line("  # %s on %s".formatted(nginx.file(), String.join(" ", nginx.hosts())));
        page.script(NginxFile.render(nginx, split));
      }
      case Router.Commands commands -> {
        page.line("  # on " + String.join(" ", commands.hosts()));
        page.script(RouterCommands.set(commands, split));
      }
    }
  }

  private void workers(Moment moment) {
    List<QueueWorkers> workers = BackgroundText.at(moment, plan);
    String step = moment == Moment.FIRST ? "workers with the canary" : "workers";
    page.job(
        BackgroundJobs.restart(step, workers, plan.found().live(), null),
        BackgroundJobs.hosts(plan.releaseHosts(), workers));
  }

  private void publish(List<Host> hosts) {
    page.job(ReleaseCommands.publish(plan), hosts);
  }

  private void gates(Gate.Before before) {
    plan.gates().stream().filter(gate -> gate.before() == before).forEach(this::gate);
  }

  private void gate(Gate gate) {
    page.heading("gate " + gate.name());
    page.line("  " + PlanText.asks(gate));
  }

  private void checks() {
    for (Check check : plan.checks()) {
      page.heading("check " + check.name() + " every " + Spans.text(check.rule().every()));
      page.line("  " + probe(check.probe()));
      page.line(
          "  may fail %d, errors in a row %d, inconclusive %d, severity %s"
              .formatted(
                  check.rule().failures(),
                  check.rule().errors(),
                  check.rule().inconclusive(),
                  check.severity().name().toLowerCase(Locale.ROOT)));
    }
  }

  private String probe(Probe probe) {
    return switch (probe) {
      case Probe.Http http when http.target() == Probe.Target.URL ->
          "GET " + plan.url() + http.path();
      case Probe.Http http -> "GET " + plan.backend().address("‹host›") + http.path();
      case Probe.Tcp tcp -> "connect to port " + tcp.port();
      case Probe.Sql sql -> sql.query();
      case Probe.Command command -> command.line();
      case Probe.Log log ->
          "new lines of %s that match %s: at most %d%s"
              .formatted(
                  log.files(),
                  log.matches(),
                  log.atMost(),
                  log.per() == null ? "" : " in " + Spans.text(log.per()));
      case Probe.Capacity capacity -> "used at most " + used(capacity);
    };
  }

  private static String used(Probe.Capacity capacity) {
    return "memory "
        + capacity.memory()
        + " %"
        + (capacity.cpu() == null ? "" : ", cpu " + capacity.cpu() + " %")
        + (capacity.disk() == null ? "" : ", disk " + capacity.disk() + " %");
  }

  private void standingWatch() {
    StandingWatch standing = plan.standingWatch();
    if (standing != null) {
      page.heading("standing watch, once it is live");
      page.line("  " + WatchText.standing(plan));
      for (Check check : standing.paced(plan.checks())) {
        page.line("  " + check.name() + " every " + Spans.text(check.rule().every()));
      }
    }
  }

  private void undo() {
    page.heading("undo");
    page.line("  " + PlanVerdict.wayBack(plan));
    if (plan.kind() == PlanKind.DEPLOYMENT || plan.kind() == PlanKind.ROLLBACK) {
      page.job(ReleaseCommands.restore(plan, plan.found().live()), plan.releaseHosts());
    }
  }
}
