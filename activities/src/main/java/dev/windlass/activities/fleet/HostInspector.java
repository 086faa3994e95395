package dev.windlass.activities.fleet;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks at one host. */
final class HostInspector {

  private static final String SCRIPT = script("inspect.sh");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final FleetParts parts;
  private final GrantedHosts hosts;

  HostInspector(FleetParts parts) {
    this.parts = parts;
    this.hosts = new GrantedHosts(parts.grants(), parts.hosts());
  }

  HostRow look(InspectHosts request, RemoteHost remote, HostVisit visit) {
    RunResult seen =
        remote.run(RemoteCommand.of(SCRIPT, arguments(request, visit.host())).withTimeout(LIMIT));
    if (seen.ending() instanceof Ending.ConnectionLost) {
      throw new ConnectionLostException(
          visit.host().name() + ": connection lost while looking at it", null);
    }
    if (!seen.ending().isZero()) {
      return visit.row(
          HostRow.Result.FAILED, "inspection ended with " + seen.ending() + "\n" + seen.errors());
    }
    HostInspection inspection = HostInspection.of(visit.host(), seen.output());
    List<Problem> problems = new ArrayList<>(inspection.problems(request));
    problems.addAll(PhpFpmLook.at(request, remote, visit.host()));
    problems.addAll(RightsLook.at(request, remote, visit.host()));
    problems.addAll(WritableLook.at(request, remote, visit.host()));
    if (request.mode() == InspectHosts.Mode.SETUP
        && visit.host().takesReleases()
        && problems.isEmpty()) {
      probe(request, inspection.facts(), visit, problems);
    }
    return row(visit, inspection.facts(), problems);
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

  private static HostRow row(HostVisit visit, HostFacts facts, List<Problem> problems) {
    String detail = problems.isEmpty() ? "" : problems.getFirst().what();
    return new HostRow(
        visit.host().name(),
        HostRow.Result.DONE,
        null,
        null,
        Texts.brief(detail),
        visit.took(),
        facts,
        problems);
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
