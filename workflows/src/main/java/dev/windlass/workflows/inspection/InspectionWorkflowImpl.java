package dev.windlass.workflows.inspection;

import dev.windlass.workflows.contract.ActivityPolicies;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.FleetCalls;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.migration.MigrationActivities.InspectMigrations;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.SchemaCheck;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource;
import dev.windlass.workflows.plan.SshAccess;
import dev.windlass.workflows.preflight.PreflightActivities;
import dev.windlass.workflows.preflight.PreflightActivities.CheckNames;
import dev.windlass.workflows.preflight.PreflightActivities.PreflightReport;
import dev.windlass.workflows.release.ArtifactActivities;
import dev.windlass.workflows.release.ArtifactActivities.PackGit;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks everything that a plan wants to know; what cannot be known is a problem, not an end. */
public final class InspectionWorkflowImpl implements InspectionWorkflow {

  private static final Duration PACKING = Duration.ofMinutes(15);
  private static final Duration DATABASE = Duration.ofMinutes(2);
  private static final Duration NAMES = Duration.ofMinutes(2);

  private static final MigrationFacts UNKNOWN = new MigrationFacts(null, List.of(), List.of());

  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> remarks = new ArrayList<>();

  @Override
  public Facts run(Inspect request) {
    ReleaseSource.Artifact artifact = artifact(request);
    Promise<PreflightReport> names = names(request, artifact);
    List<SeenHost> hosts = hosts(request, artifact);
    // What is not granted would be told again by the database.
    MigrationFacts schema = areGood(names) ? schema(request, artifact, live(hosts)) : UNKNOWN;
    return new Facts(
        artifact,
        hosts,
        schema.pending(),
        problems.stream().distinct().toList(),
        remarks.isEmpty() ? null : remarks,
        schema.reading());
  }

  private static @Nullable Promise<PreflightReport> names(
      Inspect request, ReleaseSource.@Nullable Artifact artifact) {
    if (request.names() == null) {
      return null;
    }
    PreflightActivities calls =
        Workflow.newActivityStub(
            PreflightActivities.class, ActivityPolicies.undo(null, NAMES, "check names"));
    return Async.function(
        calls::checkNames,
        new CheckNames(request.application(), request.environment(), request.names(), artifact));
  }

  private boolean areGood(@Nullable Promise<PreflightReport> names) {
    if (names == null) {
      return true;
    }
    try {
      List<Problem> found = names.get().problems();
      problems.addAll(0, found);
      return found.isEmpty();
    } catch (ActivityFailure failure) {
      problem("plan", failure);
      return false;
    }
  }

  private ReleaseSource.@Nullable Artifact artifact(Inspect request) {
    if (request.git() == null) {
      return request.artifact();
    }
    ArtifactActivities calls =
        Workflow.newActivityStub(
            ArtifactActivities.class,
            ActivityPolicies.undo(null, PACKING, "pack " + request.git().revision()));
    try {
      return calls.pack(new PackGit(request.application(), request.environment(), request.git()));
    } catch (ActivityFailure failure) {
      problem("release.git", failure);
      return null;
    }
  }

  private List<SeenHost> hosts(Inspect request, ReleaseSource.@Nullable Artifact artifact) {
    List<FleetCalls.Sent> sent = new ArrayList<>();
    for (HostGroup group : request.groups()) {
      FleetActivities calls =
          Workflow.newActivityStub(
              FleetActivities.class,
              ActivityPolicies.undo(group.zone(), InspectHosts.LIMIT, "inspect " + group.label()));
      sent.add(
          new FleetCalls.Sent(
              group, Async.function(calls::inspect, look(request, group, artifact))));
    }
    return seen(request, FleetCalls.rows(sent));
  }

  private static InspectHosts look(
      Inspect request, HostGroup group, ReleaseSource.@Nullable Artifact artifact) {
    long bytes = artifact == null ? 0 : InspectHosts.needed(artifact);
    return new InspectHosts(
        request.application(),
        request.environment(),
        group,
        request.layout(),
        bytes,
        request.mode(),
        List.of(),
        null,
        request.phpFpm(),
        request.rights(),
        request.dotEnv() == null ? null : request.dotEnv().with(artifact),
        request.requires());
  }

  /** Hosts that only balance have no release to tell of, but they may have problems. */
  private List<SeenHost> seen(Inspect request, List<HostRow> rows) {
    List<String> releases =
        request.groups().stream()
            .flatMap(group -> group.hosts().stream())
            .filter(Host::takesReleases)
            .map(Host::name)
            .toList();
    List<SeenHost> seen = new ArrayList<>();
    for (HostRow row : rows) {
      problems.addAll(row.problems());
      remarks.addAll(Objects.requireNonNullElse(row.remarks(), List.<Problem>of()));
      if (row.facts() != null && releases.contains(row.host())) {
        seen.add(new SeenHost(row.host(), row.facts()));
      } else if (row.facts() == null && row.problems().isEmpty()) {
        problems.add(new Problem(row.host(), row.detail(), null));
      }
    }
    return seen;
  }

  private static @Nullable String live(List<SeenHost> hosts) {
    return hosts.stream()
        .map(seen -> seen.facts().live())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private MigrationFacts schema(
      Inspect request, ReleaseSource.@Nullable Artifact artifact, @Nullable String live) {
    Migrations.Scripts scripts = request.migrations();
    if (scripts == null || artifact == null) {
      return UNKNOWN;
    }
    Host tunnel = tunnel(request, scripts);
    MigrationActivities calls =
        Workflow.newActivityStub(
            MigrationActivities.class,
            ActivityPolicies.undo(
                tunnel == null ? null : tunnel.zone(), DATABASE, "inspect migrations"));
    try {
      MigrationFacts facts =
          calls.inspect(
              new InspectMigrations(
                  request.application(),
                  request.environment(),
                  scripts,
                  artifact,
                  ssh(request),
                  tunnel));
      facts.problems().forEach(what -> problems.add(new Problem("migrations", what, null)));
      problems.addAll(
          new SchemaCheck(request.application(), request.environment(), scripts.guard(), live)
              .problems(facts.reading()));
      return facts;
    } catch (ActivityFailure failure) {
      problem("migrations", failure);
      return UNKNOWN;
    }
  }

  private static @Nullable Host tunnel(Inspect request, Migrations.Scripts scripts) {
    return request.groups().stream()
        .flatMap(group -> group.hosts().stream())
        .filter(host -> host.name().equals(scripts.database().through()))
        .findFirst()
        .orElse(null);
  }

  private static SshAccess ssh(Inspect request) {
    return request.groups().isEmpty()
        ? new SshAccess(null, null, null)
        : request.groups().getFirst().ssh();
  }

  private void problem(String where, ActivityFailure failure) {
    if (failure.getCause() instanceof CanceledFailure) {
      throw failure;
    }
    problems.add(new Problem(where, Words.of(failure), null));
  }
}
