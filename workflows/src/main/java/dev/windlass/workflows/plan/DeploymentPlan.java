package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.maintenance.Maintenance;
import dev.windlass.workflows.traffic.Router;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything one change of an environment will do, frozen when it is compiled. Holds names of
 * secrets, never values. Hosts that join the inventory later are not in it. The release id is not
 * known yet: it derives from the number that the deployment is given under the lock, so commands
 * carry the placeholder {@code {release}}.
 *
 * @param format version of this record, 1
 * @param kind deployment, rollback of a finished deployment, or set-up of empty hosts
 * @param release what goes live
 * @param hosts every host that the change touches, balancer hosts included, in the file's order
 * @param url public address of the environment, for checks from outside
 * @param env lines of the release's own {@code .env}; empty: {@code shared/.env} stays the user's
 * @param build steps inside the new release directory, in order
 * @param reload commands after the switch of {@code current}
 * @param proof how a host proves that it runs the release, or null where nothing can be asked
 * @param migrations brought up by a deployment; taken down by a rollback; null where the schema
 *     stays
 * @param watch how long checks go on after the last host was published
 * @param found what the inspection saw; shown, and compared when the deployment begins
 * @param backup what is taken before anything changes, or null
 * @param maintenance how the application is closed, or null where the file does not say
 * @param background queue workers and timed jobs, or null where there are none
 * @param requires programs that the hosts must have, or null where the file names none
 * @param watching what becomes of checks that fail once it is live everywhere; null: the run is
 *     taken back while it watches, and nothing watches after it
 * @param passed environments that must have passed the artifact first, or null where there are none
 */
public record DeploymentPlan(
    int format,
    PlanKind kind,
    String application,
    String environment,
    ReleaseSource release,
    Layout layout,
    SshAccess ssh,
    List<Host> hosts,
    Backend backend,
    @Nullable String url,
    List<EnvironmentVariable> env,
    List<BuildStep> build,
    List<HostCommand> reload,
    @Nullable Proof proof,
    @Nullable Migrations migrations,
    @Nullable Router router,
    StrategyPlan strategy,
    List<Check> checks,
    List<Gate> gates,
    Duration watch,
    Found found,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Backup backup,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Maintenance maintenance,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Background background,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RuntimeVersion> requires,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Watching watching,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Passed> passed) {

  public DeploymentPlan {
    hosts = List.copyOf(hosts);
    env = List.copyOf(env);
    build = List.copyOf(build);
    reload = List.copyOf(reload);
    checks = List.copyOf(checks);
    gates = List.copyOf(gates);
    requires = requires == null ? null : List.copyOf(requires);
    passed = passed == null ? null : List.copyOf(passed);
  }

  /** That asks for no programs, and no other environment. */
  public DeploymentPlan(
      int format,
      PlanKind kind,
      String application,
      String environment,
      ReleaseSource release,
      Layout layout,
      SshAccess ssh,
      List<Host> hosts,
      Backend backend,
      @Nullable String url,
      List<EnvironmentVariable> env,
      List<BuildStep> build,
      List<HostCommand> reload,
      @Nullable Proof proof,
      @Nullable Migrations migrations,
      @Nullable Router router,
      StrategyPlan strategy,
      List<Check> checks,
      List<Gate> gates,
      Duration watch,
      Found found,
      @Nullable Backup backup,
      @Nullable Maintenance maintenance,
      @Nullable Background background,
      @Nullable Watching watching) {
    this(
        format,
        kind,
        application,
        environment,
        release,
        layout,
        ssh,
        hosts,
        backend,
        url,
        env,
        build,
        reload,
        proof,
        migrations,
        router,
        strategy,
        checks,
        gates,
        watch,
        found,
        backup,
        maintenance,
        background,
        null,
        watching,
        null);
  }

  /** What opens the application again that this plan closes. */
  public DeploymentPlan opening() {
    return closing(false, maintenance);
  }

  /** The same hosts, and nothing but closing or opening. */
  public DeploymentPlan closing(boolean on, @Nullable Maintenance by) {
    return new DeploymentPlan(
        format,
        on ? PlanKind.MAINTENANCE_ON : PlanKind.MAINTENANCE_OFF,
        application,
        environment,
        new ReleaseSource.Nothing(),
        layout,
        ssh,
        hosts,
        backend,
        url,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        router,
        new StrategyPlan.Atomic(),
        List.of(),
        List.of(),
        Duration.ZERO,
        Found.nothing(),
        null,
        by,
        background,
        null);
  }

  /** What its standing watch needs to know: the same hosts and checks, nothing that is done. */
  public DeploymentPlan watched() {
    return new DeploymentPlan(
        format,
        kind,
        application,
        environment,
        new ReleaseSource.Nothing(),
        layout,
        ssh,
        hosts,
        backend,
        url,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        router,
        new StrategyPlan.Atomic(),
        checks,
        List.of(),
        Duration.ZERO,
        Found.nothing(),
        null,
        null,
        null,
        watching);
  }

  /** The watch that outlives a run of it, or null. */
  public @Nullable StandingWatch standingWatch() {
    return watching == null ? null : watching.standing();
  }

  /** Whether a failing check is only told while a run of it watches. */
  public boolean alarmsOnly() {
    return watching != null && watching.onFailure() == Watching.OnFailure.ALARM;
  }

  /** Names of the secrets that it uses, each once. */
  public List<String> secrets() {
    Stream<@Nullable String> variables = env.stream().map(EnvironmentVariable::secret);
    Stream<@Nullable String> passwords = databases().stream().map(Database::password);
    Stream<@Nullable String> tokens =
        checks.stream()
            .map(check -> check.probe() instanceof Probe.Http http ? http.bearer() : null);
    return Stream.of(variables, passwords, tokens, keysOfStores(), keysOfBackups())
        .flatMap(names -> names)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private Stream<@Nullable String> keysOfStores() {
    return owned()
        .flatMap(own -> own.plan().stores().stream())
        .flatMap(store -> Stream.of(store.accessKey(), store.secretKey()));
  }

  private Stream<@Nullable String> keysOfBackups() {
    return owned().map(own -> own.back() == null ? null : own.back().identity());
  }

  private Stream<Backup.Own> owned() {
    return backup == null ? Stream.empty() : backup.owned().stream();
  }

  /** The databases that Windlass itself asks, reads or changes, each once. */
  public List<Database> databases() {
    Stream<Database> migrated =
        switch (migrations) {
          case Migrations.Scripts scripts -> Stream.of(scripts.database());
          case Migrations.Command command ->
              Stream.ofNullable(command.dryRun())
                  .map(Migrations.DryRun::database)
                  .filter(Objects::nonNull);
          case null -> Stream.empty();
        };
    Stream<Database> probed =
        checks.stream()
            .flatMap(check ->
                check.probe() instanceof Probe.Sql sql
                    ? Stream.of(sql.database())
                    : Stream.empty());
    Stream<Database> dumped =
        owned()
            .flatMap(own ->
                own.plan().source() instanceof BackupSource.Data data
                    ? Stream.of(data.database())
                    : Stream.empty());
    return Stream.of(migrated, probed, dumped).flatMap(all -> all).distinct().toList();
  }

  /** The hosts with this role, in the plan's order. */
  public List<Host> hostsWith(String role) {
    return hosts.stream().filter(host -> host.roles().contains(role)).toList();
  }

  /** The hosts that get the release: all but those that only balance. */
  public List<Host> releaseHosts() {
    return hosts.stream().filter(Host::takesReleases).toList();
  }

  /** Its queue workers. */
  public List<QueueWorkers> queueWorkers() {
    return background == null ? List.of() : background.workers();
  }

  /** The application's timed jobs; null where the file names none. */
  public @Nullable Cron cron() {
    return background == null ? null : background.cron();
  }

  /** Its timed jobs, if they rest during this; else null. */
  public @Nullable Cron cronResting(Cron.Pause during) {
    Cron cron = cron();
    return cron != null && cron.pause().contains(during) ? cron : null;
  }

  /** The gate of this name, or null. */
  public @Nullable Gate gate(String name) {
    return gates.stream().filter(gate -> gate.name().equals(name)).findFirst().orElse(null);
  }
}
