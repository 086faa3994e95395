package dev.windlass.api.plan;

import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceCommands;
import dev.windlass.workflows.migration.MigrationCommands;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.PlanHash;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.traffic.NginxFile;
import dev.windlass.workflows.traffic.Router;
import dev.windlass.workflows.traffic.RouterCommands;
import dev.windlass.workflows.traffic.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
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
  private final StringBuilder text = new StringBuilder();

  private PlanListing(DeploymentPlan plan) {
    this.plan = plan;
    String release = plan.release() instanceof ReleaseSource.Existing old ? old.release() : RELEASE;
    this.change =
        new Change(
            "plan", 0, plan.application(), plan.environment(), release, plan.release().revision());
  }

  /** The listing; every line ends with a line break. */
  public static String of(DeploymentPlan plan) {
    PlanListing listing = new PlanListing(plan);
    listing.line(
        "plan " + PlanHash.of(plan) + " · " + plan.application() + " " + plan.environment());
    if (plan.release() instanceof ReleaseSource.Artifact) {
      listing.line(RELEASE + " stands for the id that the deployment is given, e.g. 20261121-1");
    }
    listing.hosts();
    switch (plan.kind()) {
      case DEPLOYMENT -> listing.deployment();
      case ROLLBACK -> listing.rollback();
      case SETUP -> listing.setUp();
      case MAINTENANCE_ON -> listing.close();
      case MAINTENANCE_OFF -> listing.open();
    }
    listing.checks();
    listing.undo();
    return listing.text.toString();
  }

  private void hosts() {
    heading("hosts");
    for (Host host : plan.hosts()) {
      line(
          "  %s@%s:%d  %s"
              .formatted(host.user(), host.name(), host.port(), String.join(" ", host.roles())));
    }
  }

  private void rollback() {
    if (plan.release() instanceof ReleaseSource.Existing old
        && plan.migrations() instanceof Migrations.Command command) {
      heading("migrate down on " + command.host() + ", once, if " + old.replaces() + " migrated");
      migration(command, MigrationCommands.down(command), old.replaces());
    }
    publish(plan.releaseHosts());
    workers(Moment.LAST);
  }

  private void setUp() {
    job(ReleaseCommands.setup(plan.layout()), plan.releaseHosts());
    if (plan.router() != null) {
      heading("where the balancer knows nothing of the application yet");
      split(Split.even(plan.hostsWith(Host.WEB).stream().map(Host::name).toList()));
    }
  }

  private void deployment() {
    gates(Gate.Before.PREPARE);
    if (plan.release() instanceof ReleaseSource.Artifact artifact) {
      heading("upload to " + PlanText.count(plan.releaseHosts().size(), "host"));
      line("  " + plan.layout().own() + "/artifacts/" + artifact.digest());
      line("  " + artifact.bytes() + " bytes, checked by this digest");
      job(ReleaseCommands.prepare(plan, artifact), plan.releaseHosts());
    }
    gates(Gate.Before.MIGRATIONS);
    if (MaintenanceText.closes(plan)) {
      gates(Gate.Before.PUBLISH);
      backup();
      close();
      migrate();
    } else {
      backup();
      migrate();
      gates(Gate.Before.PUBLISH);
    }
    switch (plan.strategy()) {
      case StrategyPlan.Standard _ -> {
        publish(plan.releaseHosts());
        workers(Moment.LAST);
        open();
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
      heading("watch for " + Spans.text(plan.watch()));
    }
  }

  private void backup() {
    if (plan.backup() != null && plan.found().live() != null) {
      job(ReleaseCommands.backup(plan.backup().command()), named(List.of(plan.backup().host())));
    }
  }

  private void close() {
    Maintenance maintenance = Objects.requireNonNull(plan.maintenance());
    job(MaintenanceCommands.close(MaintenanceCommands.ON, maintenance), plan.releaseHosts());
  }

  private void open() {
    Maintenance maintenance = Objects.requireNonNull(plan.maintenance());
    job(MaintenanceCommands.open(MaintenanceCommands.OFF, maintenance), plan.releaseHosts());
  }

  private void canary(StrategyPlan.Canary canary) {
    List<String> stable =
        new ArrayList<>(plan.hostsWith(Host.WEB).stream().map(Host::name).toList());
    List<String> canaries = new ArrayList<>(canary.hosts());
    stable.removeAll(canaries);
    publish(named(canaries));
    workers(Moment.FIRST);
    canaries.retainAll(plan.hostsWith(Host.WEB).stream().map(Host::name).toList());
    for (RampStep step : canary.ramp()) {
      if (!step.join().isEmpty()) {
        publish(named(step.join()));
        canaries.addAll(step.join());
        stable.removeAll(step.join());
      }
      split(new Split(step.weight(), canaries, stable));
      line("  hold for " + Spans.text(step.bake()) + ", checks go on");
      plan.gates().stream().filter(gate -> gate.name().equals(step.gate())).forEach(this::gate);
    }
    publish(named(canary.rest()));
    split(Split.even(canaries));
  }

  private void split(Split split) {
    heading("traffic " + split.weight() + " %");
    line("  canary  " + (split.canary().isEmpty() ? "none" : String.join(" ", split.canary())));
    line("  stable  " + (split.stable().isEmpty() ? "none" : String.join(" ", split.stable())));
    switch (plan.router()) {
      case null -> {}
      case Router.Nginx nginx -> {
        line("  # %s on %s".formatted(nginx.file(), String.join(" ", nginx.hosts())));
        script(NginxFile.render(nginx, split));
      }
      case Router.Commands commands -> {
        line("  # on " + String.join(" ", commands.hosts()));
        script(RouterCommands.set(commands, split));
      }
    }
  }

  private void workers(Moment moment) {
    List<QueueWorkers> workers = BackgroundText.at(moment, plan);
    String step = moment == Moment.FIRST ? "workers with the canary" : "workers";
    job(
        BackgroundJobs.restart(step, workers, plan.found().live(), null),
        BackgroundJobs.hosts(plan.releaseHosts(), workers));
  }

  private void migrate() {
    Cron cron = plan.cronResting(Cron.Pause.MIGRATIONS);
    if (cron != null && plan.migrations() != null) {
      job(BackgroundJobs.pause("cron rests", cron), named(List.of(cron.host())));
    }
    change();
    if (cron != null && plan.migrations() != null) {
      job(BackgroundJobs.resume("cron again", cron), named(List.of(cron.host())));
    }
  }

  private void change() {
    switch (plan.migrations()) {
      case null -> {}
      case Migrations.Scripts scripts -> {
        Database database = scripts.database();
        heading(
            "migrate %s %s:%d/%s, once"
                .formatted(
                    database.engine().name().toLowerCase(Locale.ROOT),
                    database.host(),
                    database.port(),
                    database.name()));
        line("  as " + database.user() + through(database));
        line("  scripts in " + String.join(" ", scripts.locations()));
        limit("lock timeout", scripts.lockTimeout());
        limit("statement timeout", scripts.statementTimeout());
        plan.found().pending().forEach(script -> line("  pending " + script));
      }
      case Migrations.Command command -> {
        heading("migrate on " + command.host() + ", once");
        migration(command, MigrationCommands.up(command), change.release());
      }
    }
  }

  private void migration(Migrations.Command command, HostJob.@Nullable Line line, String release) {
    if (line != null) {
      HostJob job = new HostJob("migrate", List.of(line), Duration.ofHours(1), false);
      Change of =
          new Change(
              change.deployment(),
              change.number(),
              change.application(),
              change.environment(),
              release,
              change.revision());
      lines(HostJobRenderer.render(job, host(command.host()), plan.layout(), of));
    }
  }

  private static String through(Database database) {
    return database.through() == null ? "" : " through " + database.through();
  }

  private void limit(String name, @Nullable Duration limit) {
    if (limit != null) {
      line("  " + name + " " + Spans.text(limit));
    }
  }

  private void publish(List<Host> hosts) {
    job(ReleaseCommands.publish(plan), hosts);
  }

  /** Hosts with the very same lines share a paragraph. */
  private void job(HostJob job, List<Host> hosts) {
    SequencedMap<List<HostJob.Line>, List<String>> same = new LinkedHashMap<>();
    for (Host host : hosts) {
      same.computeIfAbsent(
              HostJobRenderer.render(job, host, plan.layout(), change), _ -> new ArrayList<>())
          .add(host.name());
    }
    same.forEach((lines, names) -> {
      heading(job.step() + " on " + String.join(" ", names));
      lines(lines);
    });
  }

  private void lines(List<HostJob.Line> lines) {
    for (HostJob.Line line : lines) {
      line("  # " + line.name());
      line.secrets()
          .forEach(v -> line("  # " + v.name() + " by standard input: secret " + v.secret()));
      script(HostJobRenderer.script(line));
    }
  }

  private void script(String script) {
    script.lines().forEach(line -> line("  " + line));
  }

  private void gates(Gate.Before before) {
    plan.gates().stream().filter(gate -> gate.before() == before).forEach(this::gate);
  }

  private void gate(Gate gate) {
    heading("gate " + gate.name());
    line("  " + PlanText.asks(gate));
  }

  private void checks() {
    for (Check check : plan.checks()) {
      heading("check " + check.name() + " every " + Spans.text(check.rule().every()));
      line("  " + probe(check.probe()));
      line(
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
    };
  }

  private void undo() {
    heading("undo");
    line("  " + PlanVerdict.wayBack(plan));
    if (!(plan.release() instanceof ReleaseSource.Nothing)) {
      job(ReleaseCommands.restore(plan, plan.found().live()), plan.releaseHosts());
    }
  }

  private Host host(String name) {
    return named(List.of(name)).getFirst();
  }

  private List<Host> named(List<String> names) {
    return plan.hosts().stream().filter(host -> names.contains(host.name())).toList();
  }

  private void heading(String heading) {
    text.append('\n');
    line(heading);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
