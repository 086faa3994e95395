package dev.windlass.workflows.deployment;

import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.traffic.TrafficActivities.TrafficState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hosts and traffic as they were before the first change: what undo brings back.
 *
 * @param facts by host, in the plan's order
 */
record FormerState(Map<String, HostFacts> facts, TrafficState traffic) {

  static FormerState of(List<HostRow> rows, TrafficState traffic) {
    Map<String, HostFacts> facts = new LinkedHashMap<>();
    for (HostRow row : rows) {
      if (row.facts() != null) {
        facts.put(row.host(), row.facts());
      }
    }
    return new FormerState(facts, traffic);
  }

  /**
   * The release that most hosts have, the first of them where it is a draw; new hosts may have none
   * yet. Null when none has one.
   */
  @Nullable String live() {
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (HostFacts host : facts.values()) {
      if (host.live() != null) {
        votes.merge(host.live(), 1, Integer::sum);
      }
    }
    return votes.isEmpty()
        ? null
        : Collections.max(votes.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  @Nullable String liveRevision() {
    String live = live();
    return facts.values().stream()
        .filter(host -> Objects.equals(host.live(), live))
        .map(HostFacts::liveRevision)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Nullable String liveOn(Host host) {
    HostFacts seen = facts.get(host.name());
    return seen == null ? null : seen.live();
  }

  List<String> releasesOn(Host host) {
    HostFacts seen = facts.get(host.name());
    return seen == null ? List.of() : seen.releases();
  }

  /** How many jobs have left something there, or null where nobody counted. */
  @Nullable Integer jobsOn(Host host) {
    HostFacts seen = facts.get(host.name());
    return seen == null ? null : seen.jobs();
  }

  /** Whether visitors are turned away already, by a host or by a balancer. */
  boolean isClosed() {
    return facts.values().stream().anyMatch(seen -> seen.closed() != null)
        || traffic.states().stream().anyMatch(state -> state.closed() != null);
  }

  /** Whether each visitor was turned away already: by every balancer, or by all of these hosts. */
  boolean isClosedOn(List<String> hosts) {
    boolean byBalancers =
        !traffic.states().isEmpty()
            && traffic.states().stream().allMatch(state -> state.closed() != null);
    return byBalancers
        || (!hosts.isEmpty()
            && hosts.stream()
                .map(facts::get)
                .allMatch(seen -> seen != null && seen.closed() != null));
  }

  /** Names of those hosts that have no live release. */
  List<String> empty(List<Host> hosts) {
    return hosts.stream().filter(host -> liveOn(host) == null).map(Host::name).toList();
  }

  /** The hosts by what was live on them, empty text for nothing. */
  Map<String, List<Host>> byLive(List<Host> hosts) {
    Map<String, List<Host>> groups = new LinkedHashMap<>();
    for (Host host : hosts) {
      groups
          .computeIfAbsent(Objects.requireNonNullElse(liveOn(host), ""), live -> new ArrayList<>())
          .add(host);
    }
    return groups;
  }
}
