package dev.windlass.activities.fleet;

import dev.windlass.activities.artifact.EnvironmentExamples;
import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.activities.ssh.job.JobScope;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.maintenance.MaintenanceCommands;
import dev.windlass.workflows.plan.EnvironmentVariable;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at one host. */
final class HostInspector {

  private static final String SCRIPT = script("inspect.sh");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final FleetParts parts;
  private final GrantedHosts hosts;
  private final DotEnvLook dotEnv;

  HostInspector(FleetParts parts) {
    this.parts = parts;
    this.dotEnv = new DotEnvLook(new EnvironmentExamples(parts.artifacts()));
    this.hosts = new GrantedHosts(parts.grants(), parts.hosts());
  }

  HostRow look(InspectHosts request, RemoteHost remote, HostVisit visit) {
    RunResult seen =
        remote.run(RemoteCommand.of(SCRIPT, arguments(request, visit.host())).withTimeout(LIMIT));
    requireHeard(seen, visit.host());
    if (!seen.ending().isZero()) {
      return visit.row(
          HostRow.Result.FAILED, "inspection ended with " + seen.ending() + "\n" + seen.errors());
    }
    HostInspection inspection = HostInspection.of(visit.host(), seen.output());
    Findings findings = Findings.none();
    findings.problems().addAll(inspection.problems(request));
    looks(request, remote, visit.host(), findings);
    if (request.mode() == InspectHosts.Mode.SETUP
        && visit.host().takesReleases()
        && findings.problems().isEmpty()) {
      probe(request, inspection.facts(), visit, findings.problems());
    }
    return row(visit, inspection.facts(), findings);
  }

  private void looks(InspectHosts request, RemoteHost remote, Host host, Findings findings) {
    findings.problems().addAll(PhpFpmLook.at(request, remote, host));
    findings.problems().addAll(RightsLook.at(request, remote, host));
    findings.problems().addAll(WritableLook.at(request, remote, host));
    findings.problems().addAll(RuntimesLook.at(request, remote, host));
    dotEnv.at(request, remote, host, findings);
    findings.remarks().addAll(DocumentRootLook.at(request, remote, host));
  }

  /**
   * What a look printed.
   *
   * @throws ConnectionLostException when the host was lost meanwhile, so that it is asked again
   */
  static String heard(RemoteHost remote, RemoteCommand command, Host host) {
    RunResult result = remote.run(command);
    requireHeard(result, host);
    return result.output();
  }

  private static void requireHeard(RunResult result, Host host) {
    if (result.ending() instanceof Ending.ConnectionLost) {
      throw new ConnectionLostException(
          host.name() + ": connection lost while looking at it", null);
    }
  }

  /** What the worker itself must have before any host is asked. */
  List<Problem> grants(InspectHosts request) {
    List<String> names =
        request.secrets().stream()
            .map(EnvironmentVariable::secret)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return parts.grants().problems(scope(request), Asked.secrets(names));
  }

  private void probe(
      InspectHosts request, HostFacts facts, HostVisit visit, List<Problem> problems) {
    JobScope scope = new JobScope(request.layout().on(visit.host()).path(), facts.fence());
    for (String what :
        parts
            .jobs()
            .probe(
                parts.hosts(),
                hosts.target(scope(request), request.group().ssh(), visit.host()),
                scope)) {
      problems.add(new Problem(visit.host().name(), what, null));
    }
  }

  private static HostRow row(HostVisit visit, HostFacts facts, Findings findings) {
    List<Problem> problems = findings.problems();
    String detail = problems.isEmpty() ? "" : problems.getFirst().what();
    return new HostRow(
        visit.host().name(),
        HostRow.Result.DONE,
        null,
        null,
        Texts.brief(detail),
        visit.took(),
        facts,
        problems,
        findings.remarks().isEmpty() ? null : findings.remarks());
  }

  private static Scope scope(InspectHosts request) {
    return new Scope(request.application(), request.environment());
  }

  private static String[] arguments(InspectHosts request, Host host) {
    Layout layout = request.layout().on(host);
    String seen = request.seen();
    return Stream.concat(
            Stream.of(layout.path(), MaintenanceCommands.MARK, seen == null ? "" : seen),
            layout.shared().stream()
                .filter(shared -> shared.kind() == Layout.Kind.FILE)
                .map(Layout.Shared::path))
        .toArray(String[]::new);
  }

  static String script(String name) {
    try (InputStream stream =
        Objects.requireNonNull(HostInspector.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
