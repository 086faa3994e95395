package dev.windlass.api.doors;

import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow;
import java.util.List;

/** Finds every host with two releases on it; a host called {@code full-1} has no space. */
public final class ObedientInspection implements InspectionWorkflow {

  @Override
  public Facts run(Inspect request) {
    List<SeenHost> hosts =
        request.groups().stream()
            .flatMap(group -> group.hosts().stream())
            .map(host ->
                new SeenHost(
                    host.name(),
                    new HostFacts(
                        "boot",
                        "1",
                        "20261120-2",
                        "bbb",
                        List.of("20261119-1", "20261120-2"),
                        1L << 40,
                        2,
                        null)))
            .toList();
    List<Problem> problems =
        hosts.stream()
            .filter(host -> host.host().startsWith("full"))
            .map(host -> new Problem(host.host(), "310 MB free, needs 640", "windlass prune"))
            .toList();
    return new Facts(request.artifact(), hosts, List.of("V2__note.sql"), problems);
  }
}
