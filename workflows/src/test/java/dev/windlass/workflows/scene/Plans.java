package dev.windlass.workflows.scene;

import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.analysis.Rule;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.maintenance.MaintenanceBy;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.Background;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Found;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Passed;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.Proof;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.SshAccess;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.plan.Watching;
import dev.windlass.workflows.ramp.RampStep;
import dev.windlass.workflows.traffic.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans for tests, by small changes of one: four web hosts, a queue host, a balancer. */
public final class Plans {

  public static final String LIVE = "20261118-1";

  private PlanKind kind = PlanKind.DEPLOYMENT;
  private ReleaseSource release =
      new ReleaseSource.Artifact("ab".repeat(32), 1000, ArchiveForm.TAR_GZ, "4f2c9a1");
  private List<Host> hosts = fleet(4);
  private @Nullable Migrations migrations;
  private @Nullable Router router = router();
  private StrategyPlan strategy = new StrategyPlan.Atomic();
  private final List<Gate> gates = new ArrayList<>();
  private List<Check> checks = List.of(check());
  private Duration watch = Duration.ZERO;
  private @Nullable String live = LIVE;
  private @Nullable Background background;

  private @Nullable Backup backup;
  private @Nullable Maintenance maintenance;
  private @Nullable Watching watching;
  private @Nullable Reading reading;
  private @Nullable List<Passed> passed;

  private Plans() {}

  /** Closed by the balancer, with a backup on the queue's host and one check from outside. */
  public static Plans standard() {
    Plans plans = new Plans();
    plans.strategy =
        new StrategyPlan.Standard(StrategyPlan.OnFailure.RESTORE, Duration.ofSeconds(5));
    plans.backup = new Backup("queue-1", command("db:backup"));
    return plans.checksFromOutsideToo().maintenance(new MaintenanceBy.Balancer());
  }

  /**
   * With backups of Windlass's own before anything changes, beside a command where there is one.
   */
  public Plans ownBackup(Backup.Own... own) {
    backup =
        backup == null
            ? new Backup(null, null, List.of(own))
            : new Backup(backup.host(), backup.command(), List.of(own));
    return this;
  }

  /** A person closes or opens the application. */
  public static Plans maintenance(PlanKind kind) {
    Plans plans = new Plans();
    plans.kind = kind;
    plans.release = new ReleaseSource.Nothing();
    plans.live = null;
    return plans.maintenance(new MaintenanceBy.Balancer());
  }

  /** With workers on the queue's host that are paused, and ten minutes at most. */
  public Plans maintenance(MaintenanceBy by) {
    maintenance =
        new Maintenance(
            by,
            "Back soon",
            Duration.ofMinutes(2),
            List.of("10.0.0.0/8"),
            List.of(),
            List.of(new HostCommand("pause", "queue stop", null, List.of("queue"))),
            List.of(new HostCommand("resume", "queue start", null, List.of("queue"))),
            Duration.ofMinutes(10),
            Maintenance.AfterLimit.OFF);
    return this;
  }

  public static Plans atomic() {
    return new Plans();
  }

  /** web-1 first; web-2 joins at 50; web-3 and web-4 at 100; then queue-1. */
  public static Plans canary() {
    Plans plans = new Plans();
    plans.strategy =
        new StrategyPlan.Canary(
            List.of("web-1"),
            List.of(
                new RampStep(10, Duration.ofMinutes(10), null, List.of()),
                new RampStep(50, Duration.ofMinutes(30), null, List.of("web-2")),
                new RampStep(100, Duration.ofMinutes(15), null, List.of("web-3", "web-4"))),
            List.of("queue-1"));
    return plans;
  }

  public static Plans canaryWithGate() {
    Plans plans = canary();
    plans.strategy =
        new StrategyPlan.Canary(
            List.of("web-1"),
            List.of(
                new RampStep(10, Duration.ofMinutes(10), "half", List.of()),
                new RampStep(
                    100, Duration.ofMinutes(15), null, List.of("web-2", "web-3", "web-4"))),
            List.of("queue-1"));
    plans.gates.add(gate("half", null));
    return plans;
  }

  public static Plans rollback(String to) {
    Plans plans = new Plans();
    plans.kind = PlanKind.ROLLBACK;
    plans.release = new ReleaseSource.Existing(to, "a7e5501", LIVE, null);
    return plans;
  }

  /** To this release, after a run of number 6 that was migrating; empty: none is to be live. */
  public static Plans recovery(String to) {
    Plans plans = new Plans();
    plans.kind = PlanKind.RECOVERY;
    plans.release =
        new ReleaseSource.Recovered(
            to,
            to.isEmpty() ? "" : "b81d77e",
            List.of(
                new ReleaseSource.Left(
                    "d-dead",
                    6,
                    atomic().flyway().migrations,
                    (ReleaseSource.Artifact) atomic().release)));
    return plans;
  }

  public static Plans setup() {
    Plans plans = new Plans();
    plans.kind = PlanKind.SETUP;
    plans.release = new ReleaseSource.Nothing();
    plans.live = null;
    return plans;
  }

  public static List<Host> fleet(int web) {
    List<Host> hosts =
        new ArrayList<>(
            IntStream.rangeClosed(1, web).mapToObj(i -> host("web-" + i, "web")).toList());
    hosts.add(host("queue-1", "queue"));
    hosts.add(host("lb-1", Host.BALANCER));
    return hosts;
  }

  public static Gate gate(String name, Gate.@Nullable Before before) {
    return new Gate(
        name, before, 1, false, Duration.ofHours(4), Gate.Otherwise.REJECT, Gate.Accept.PLAIN);
  }

  public Plans hosts(List<Host> these) {
    hosts = these;
    return this;
  }

  public Plans oneHost() {
    return hosts(List.of(host("web-1", "web"), host("lb-1", Host.BALANCER)));
  }

  public Plans strategy(StrategyPlan other) {
    strategy = other;
    return this;
  }

  public Plans gate(Gate gate) {
    gates.removeIf(one -> one.name().equals(gate.name()));
    gates.add(gate);
    return this;
  }

  public Plans flyway() {
    migrations =
        new Migrations.Scripts(
            new Database(Database.Engine.MARIADB, "db-1", 3306, "shop", "windlass", "db", null),
            List.of("db/migration"),
            null,
            null,
            Migrations.Undo.KEEP);
    return this;
  }

  public Plans migrations(Migrations others) {
    migrations = others;
    return this;
  }

  /** What people have read of the pending migrations when they made the plan. */
  public Plans read(Reading before) {
    reading = before;
    return this;
  }

  public Plans migrateByCommand(Migrations.Undo undo) {
    migrations =
        new Migrations.Command(
            "queue-1", command("migrate"), null, command("migrate:rollback"), undo);
    return this;
  }

  public Plans watch(Duration length) {
    watch = length;
    return this;
  }

  /** A failing check of the watch is only told. */
  public Plans alarmsOnly() {
    watching = new Watching(Watching.OnFailure.ALARM, null);
    return this;
  }

  /** Every thirty seconds, so that a window is five minutes. */
  public Plans standingWatch() {
    watching =
        new Watching(Watching.OnFailure.ROLLBACK, new StandingWatch(Duration.ofSeconds(30), null));
    return this;
  }

  public Plans withoutChecks() {
    checks = List.of();
    return this;
  }

  /** One check of the hosts and one of what visitors see. */
  public Plans checksFromOutsideToo() {
    checks = List.of(check(), login());
    return this;
  }

  /** What the timer does when a maintenance has lasted too long. */
  public Plans afterLimit(Maintenance.AfterLimit then) {
    Maintenance now = Objects.requireNonNull(maintenance);
    maintenance =
        new Maintenance(
            now.by(),
            now.message(),
            now.retryAfter(),
            now.allow(),
            now.bypass(),
            now.pause(),
            now.resume(),
            now.limit(),
            then);
    return this;
  }

  /** Only where these environments have passed the artifact. */
  public Plans passed(Passed... first) {
    passed = List.of(first);
    return this;
  }

  public Plans withoutRouter() {
    router = null;
    return this;
  }

  public Plans live(@Nullable String release) {
    live = release;
    return this;
  }

  /** Workers of the queue host and a crontab there that rests during migrations. */
  public Plans background(QueueWorkers.Moment publish) {
    return background(publish, Cron.Pause.MIGRATIONS);
  }

  /** The same, with a crontab that rests during these. */
  public Plans background(QueueWorkers.Moment publish, Cron.Pause... during) {
    background =
        new Background(
            List.of(
                new QueueWorkers(
                    "horizon",
                    new QueueWorkers.Supervisor("shop-horizon"),
                    "root",
                    List.of("queue"),
                    Duration.ofMinutes(2),
                    QueueWorkers.Late.KILL,
                    publish)),
            new Cron("queue-1", null, null, List.of(during)));
    return this;
  }

  public DeploymentPlan plan() {
    return new DeploymentPlan(
        1,
        kind,
        "shop",
        "production",
        release,
        new Layout("/var/www/shop", 3, List.of()),
        new SshAccess(null, null, null),
        hosts,
        new Backend("http", 8080),
        "https://shop.example",
        List.of(),
        List.of(),
        List.of(),
        new Proof("/revision", null),
        migrations,
        router,
        strategy,
        checks,
        gates,
        watch,
        new Found(live, null, List.of(), null, reading),
        backup,
        maintenance,
        background,
        null,
        watching,
        passed);
  }

  private static Host host(String name, String role) {
    return new Host(name, 22, "deploy", List.of(role), null);
  }

  private static HostCommand command(String line) {
    return new HostCommand(line, "php artisan " + line, null, List.of());
  }

  private static Router router() {
    return new Router.Nginx(
        List.of("lb-1"),
        "shop",
        "/etc/nginx/shop.conf",
        new Backend("http", 8080),
        null,
        null,
        "nginx");
  }

  private static Check login() {
    return new Check(
        "login",
        new Probe.Http(
            "/login", Probe.Target.URL, 200, null, null, null, null, Duration.ofSeconds(5), null),
        new Rule(Duration.ofSeconds(10), 0, 2, 0, 0, Rule.OnNoData.INCONCLUSIVE),
        Check.Severity.FAIL,
        List.of("web"));
  }

  private static Check check() {
    return new Check(
        "up",
        new Probe.Http(
            "/up", Probe.Target.HOSTS, 200, null, null, null, null, Duration.ofSeconds(5), null),
        new Rule(Duration.ofSeconds(10), 0, 2, 0, 0, Rule.OnNoData.INCONCLUSIVE),
        Check.Severity.FAIL,
        List.of("web"));
  }
}
