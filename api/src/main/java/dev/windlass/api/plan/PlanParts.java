package dev.windlass.api.plan;

import dev.windlass.api.specification.Balancer;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.EnvironmentValue;
import dev.windlass.api.specification.Hosts;
import dev.windlass.api.specification.Reload;
import dev.windlass.api.specification.Requires;
import dev.windlass.api.specification.SecretName;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.Writable;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.Backend;
import dev.windlass.workflows.plan.BuildStep;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Passed;
import dev.windlass.workflows.plan.Proof;
import dev.windlass.workflows.plan.RuntimeVersion;
import dev.windlass.workflows.plan.SshAccess;
import dev.windlass.workflows.traffic.Router;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** An environment of the file in the words of a plan. */
final class PlanParts {

  private final String application;
  private final Environment environment;

  PlanParts(Specification specification, Environment environment) {
    this.application = specification.application();
    this.environment = environment;
  }

  Layout layout() {
    return new Layout(
        environment.layout().path(),
        environment.layout().keep(),
        environment.layout().shared().stream()
            .filter(path -> environment.env().isEmpty() || !path.equals(".env"))
            .map(PlanParts::shared)
            .toList(),
        writable(environment.layout().writable()),
        umask(environment.layout()));
  }

  private static dev.windlass.workflows.plan.@Nullable Writable writable(Writable declared) {
    return declared.by() == null || declared.how() == Writable.How.NONE
        ? null
        : new dev.windlass.workflows.plan.Writable(
            declared.by(),
            dev.windlass.workflows.plan.Writable.How.valueOf(declared.how().name()),
            declared.paths().stream().map(PlanParts::bare).toList());
  }

  /** What a group may write must not be taken from it when it is made. */
  private static @Nullable String umask(dev.windlass.api.specification.Layout layout) {
    boolean byGroup =
        layout.writable().by() != null && layout.writable().how() == Writable.How.GROUP;
    return layout.umask() == null && byGroup ? "002" : layout.umask();
  }

  private static Layout.Shared shared(String path) {
    return new Layout.Shared(
        bare(path), path.endsWith("/") ? Layout.Kind.DIRECTORY : Layout.Kind.FILE);
  }

  private static String bare(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  SshAccess ssh() {
    return new SshAccess(
        environment.ssh().key(), environment.ssh().knownHosts(), environment.ssh().jump());
  }

  /** Every host once, with all its roles, in the file's order; balancer hosts last. */
  List<Host> hosts() {
    SequencedMap<String, List<String>> roles = new LinkedHashMap<>();
    environment
        .hosts()
        .forEach((role, hosts) -> hosts.expanded().forEach(host -> add(roles, host, role)));
    balancerHosts().forEach(host -> add(roles, host, Host.BALANCER));
    return roles.entrySet().stream()
        .map(entry ->
            new Host(
                entry.getKey(),
                environment.ssh().port(),
                environment.ssh().user(),
                entry.getValue(),
                null))
        .toList();
  }

  private static void add(SequencedMap<String, List<String>> roles, String host, String role) {
    roles.computeIfAbsent(host, _ -> new ArrayList<>()).add(role);
  }

  Backend backend() {
    return new Backend(
        environment.backend().scheme().name().toLowerCase(Locale.ROOT),
        environment.backend().port());
  }

  List<EnvironmentVariable> env() {
    return environment.env().entrySet().stream()
        .map(entry ->
            switch (entry.getValue()) {
              case EnvironmentValue.Plain(String text) ->
                  new EnvironmentVariable(entry.getKey(), text, null);
              case SecretName(String secret) ->
                  new EnvironmentVariable(entry.getKey(), null, secret);
            })
        .toList();
  }

  /** Null where the file asks for none. */
  @Nullable List<RuntimeVersion> requires() {
    Requires requires = environment.requires();
    if (requires == null) {
      return null;
    }
    List<RuntimeVersion> versions = new ArrayList<>();
    add(versions, "php", requires.php());
    add(versions, "node", requires.node());
    add(versions, "java", requires.java());
    add(versions, "python", requires.python());
    return versions;
  }

  private static void add(List<RuntimeVersion> versions, String name, @Nullable String atLeast) {
    if (atLeast != null) {
      versions.add(new RuntimeVersion(name, atLeast));
    }
  }

  /** Null where the file asks for none. */
  @Nullable List<Passed> passed() {
    return environment.passed().isEmpty()
        ? null
        : environment.passed().entrySet().stream()
            .map(entry -> new Passed(entry.getKey(), entry.getValue()))
            .toList();
  }

  List<BuildStep> build() {
    List<BuildStep> steps = new ArrayList<>();
    environment
        .build()
        .forEach((name, step) -> {
          if (step
              instanceof dev.windlass.api.specification.BuildStep.Commands(List<String> commands)) {
            steps.add(
                new BuildStep(
                    name,
                    commands.stream()
                        .map(line -> new HostCommand(name, line, null, List.of()))
                        .toList()));
          }
        });
    return steps;
  }

  List<HostCommand> reload() {
    return environment.reload().stream()
        .map(reload ->
            switch (reload) {
              case Reload.PhpFpm fpm ->
                  new HostCommand(
                      InspectHosts.PHP_FPM,
                      InspectHosts.reload(fpm.service()),
                      fpm.as(),
                      List.of(Host.WEB));
              case Reload.Command command ->
                  new HostCommand("reload", command.command(), command.as(), command.roles());
            })
        .toList();
  }

  @Nullable Proof proof() {
    var proof = environment.proof();
    return proof == null ? null : new Proof(proof.path(), proof.header());
  }

  @Nullable Router router() {
    return switch (environment.balancer()) {
      case null -> null;
      case Balancer.Nginx nginx ->
          new Router.Nginx(
              balancerHosts(),
              application,
              nginx.file(),
              backend(),
              nginx.sticky().equals("off") ? null : nginx.sticky(),
              nginx.as(),
              nginx.command());
      case Balancer.Commands commands ->
          new Router.Commands(
              balancerHosts(),
              application,
              backend(),
              commands.set(),
              commands.show(),
              commands.maintain(),
              commands.as());
    };
  }

  private List<String> balancerHosts() {
    Balancer balancer = environment.balancer();
    if (balancer == null) {
      return List.of();
    }
    Hosts hosts = balancer.hosts();
    return hosts == null ? environment.hosts(Environment.WEB) : hosts.expanded();
  }

  List<Gate> gates() {
    return environment.gates().entrySet().stream()
        .map(entry -> gate(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Gate gate(String name, dev.windlass.api.specification.Gate gate) {
    return new Gate(
        name,
        gate.before() == null ? null : Gate.Before.valueOf(gate.before().name()),
        gate.approvals(),
        gate.fourEyes(),
        gate.deadline(),
        Gate.Otherwise.valueOf(gate.otherwise().name()),
        Gate.Accept.valueOf(gate.accept().name()));
  }
}
