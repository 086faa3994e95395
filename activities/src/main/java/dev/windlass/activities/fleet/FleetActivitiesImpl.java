package dev.windlass.activities.fleet;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.activities.fleet.GroupDrive.Step;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.Upload;
import dev.windlass.activities.ssh.job.JobScope;
import dev.windlass.activities.ssh.job.KillRow;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.EndOlderJobs;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.GroupReport;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.KillOperations;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.ProveRelease;
import dev.windlass.workflows.fleet.PruneJobs;
import dev.windlass.workflows.fleet.RunHostJob;
import dev.windlass.workflows.fleet.ShipArtifact;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.ReleaseSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts, over SSH. Everything that changes one is a remote job, started at most once; but for what
 * may be done again without harm: bringing a file, and taking away what nobody uses.
 */
public final class FleetActivitiesImpl implements FleetActivities {

  /** For connecting and for a lost connection, on top of what the host itself enforces. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final FleetParts parts;
  private final GroupDrive looking;
  private final GroupDrive changing;
  private final HostInspector inspector;

  public FleetActivitiesImpl(FleetParts parts) {
    this.parts = parts;
    this.inspector = new HostInspector(parts);
    this.looking = new GroupDrive(parts, parts.patience());
    this.changing = new GroupDrive(parts, parts.patience().whileChanging());
  }

  @Override
  public GroupReport inspect(InspectHosts request) {
    Change nobody = new Change("", 0, request.application(), request.environment(), "", "");
    Step step = new Step("inspect", nobody, request.group(), InspectHosts.LIMIT);
    GroupReport report =
        ActivityFailures.typed(
            () -> looking.through(step, (remote, visit) -> inspector.look(request, remote, visit)));
    return withProblems(report, inspector.grants(request));
  }

  @Override
  public GroupReport ship(ShipArtifact request) {
    Shipment shipment = shipment(request.artifact());
    return through(
        new Step("ship", request.change(), request.group(), ShipArtifact.LIMIT),
        (remote, visit) -> {
          remote.upload(shipment.to(request.layout(), visit.host()));
          return visit.row(HostRow.Result.DONE, "");
        });
  }

  @Override
  public GroupReport run(RunHostJob request) {
    HostJobs jobs = new HostJobs(parts, request);
    ReleaseSource.Artifact artifact = request.job().artifact();
    Shipment shipment = artifact == null ? null : shipment(artifact);
    return through(
        new Step(
            request.job().step(),
            request.change(),
            request.group(),
            request.job().wholeLimit().plus(MARGIN)),
        (remote, visit) -> {
          if (shipment != null) {
            remote.upload(shipment.to(request.layout(), visit.host()));
          }
          return jobs.run(remote, visit);
        });
  }

  /** An artifact as the worker has it. */
  private record Shipment(Path local, String digest) {
    Upload to(Layout layout, Host host) {
      return new Upload(local, layout.on(host).own() + "/artifacts/" + digest, digest, "0640");
    }
  }

  private Shipment shipment(ReleaseSource.Artifact artifact) {
    String digest = artifact.digest();
    return new Shipment(ActivityFailures.typed(() -> parts.artifacts().fetch(digest)), digest);
  }

  @Override
  public GroupReport prove(ProveRelease request) {
    ReleaseProof proof = new ReleaseProof(parts.http());
    return through(
        new Step("prove", request.change(), request.group(), request.patience().plus(MARGIN)),
        (remote, visit) -> proof.of(request, remote, visit));
  }

  @Override
  public GroupReport kill(KillOperations request) {
    return through(
        new Step("kill", request.change(), request.group(), KillOperations.LIMIT),
        (remote, visit) -> killed(request, remote, visit));
  }

  @Override
  public GroupReport endOlder(EndOlderJobs request) {
    return through(
        new Step("end", request.change(), request.group(), KillOperations.LIMIT),
        (remote, visit) -> {
          String path = request.layout().on(visit.host()).path();
          JobScope scope = new JobScope(path, request.change().number());
          return dead(parts.jobs().killOlder(remote, scope), visit);
        });
  }

  @Override
  public GroupReport pruneJobs(PruneJobs request) {
    return through(
        new Step("prune jobs", request.change(), request.group(), KillOperations.LIMIT),
        (remote, visit) -> {
          String path = request.layout().on(visit.host()).path();
          parts.jobs().prune(remote, new JobScope(path, request.change().number()));
          return visit.row(HostRow.Result.DONE, "");
        });
  }

  private HostRow killed(KillOperations request, RemoteHost remote, HostVisit visit) {
    String path = request.layout().on(visit.host()).path();
    JobScope scope = new JobScope(path, request.change().number());
    String deployment = request.change().deployment();
    String host = visit.host().name();
    List<String> operations =
        request.steps().stream()
            .map(s -> RunHostJob.operation(deployment, s.step(), host, s.attemptGroup()))
            .toList();
    return dead(parts.jobs().kill(remote, scope, operations), visit);
  }

  private static HostRow dead(List<KillRow> rows, HostVisit visit) {
    List<String> alive =
        rows.stream()
            .filter(row -> row.state() == KillRow.State.ALIVE)
            .map(row -> row.operation() + " still runs: " + row.detail())
            .toList();
    return visit.row(
        alive.isEmpty() ? HostRow.Result.DONE : HostRow.Result.FAILED, String.join("\n", alive));
  }

  private GroupReport through(Step step, HostVisit.Work work) {
    return ActivityFailures.typed(() -> changing.through(step, work));
  }

  /** Problems of the worker itself stand with the first host: there is no other row for them. */
  private static GroupReport withProblems(GroupReport report, List<Problem> more) {
    if (more.isEmpty() || report.rows().isEmpty()) {
      return report;
    }
    List<HostRow> rows = new ArrayList<>(report.rows());
    HostRow first = rows.getFirst();
    List<Problem> problems = new ArrayList<>(more);
    problems.addAll(first.problems());
    rows.set(
        0,
        new HostRow(
            first.host(),
            first.result(),
            first.command(),
            first.exit(),
            first.detail(),
            first.took(),
            first.facts(),
            problems,
            first.remarks()));
    return new GroupReport(rows);
  }
}
