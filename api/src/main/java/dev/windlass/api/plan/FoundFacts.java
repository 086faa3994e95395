package dev.windlass.api.plan;

import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.plan.Found;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the hosts say together. */
final class FoundFacts {

  private FoundFacts() {}

  /** The live release is the one that most hosts have; an empty host has none and has no say. */
  static Found of(Facts facts) {
    List<HostFacts> live =
        facts.hosts().stream().map(SeenHost::facts).filter(host -> host.live() != null).toList();
    if (live.isEmpty()) {
      return new Found(null, null, facts.pending(), facts.remarks(), facts.reading());
    }
    Map<String, Integer> votes = new LinkedHashMap<>();
    live.forEach(host -> votes.merge(Objects.requireNonNull(host.live()), 1, Integer::sum));
    String most = Collections.max(votes.entrySet(), Map.Entry.comparingByValue()).getKey();
    String revision =
        live.stream()
            .filter(host -> most.equals(host.live()))
            .map(HostFacts::liveRevision)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return new Found(most, revision, facts.pending(), facts.remarks(), facts.reading());
  }
}
