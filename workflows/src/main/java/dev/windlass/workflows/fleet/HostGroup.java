package dev.windlass.workflows.fleet;

import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts of one zone that one activity drives at once. */
public record HostGroup(@Nullable String zone, SshAccess ssh, List<Host> hosts) {

  /** More activities per phase would make long histories; fewer would hide hosts in the UI. */
  public static final int MOST_PER_ZONE = 16;

  public HostGroup {
    hosts = List.copyOf(hosts);
  }

  /** Up to 16 hosts: a group each. More: 16 groups of nearly equal size, in the given order. */
  public static List<HostGroup> of(List<Host> hosts, SshAccess ssh) {
    Map<String, List<Host>> byZone = new LinkedHashMap<>();
    for (Host host : hosts) {
      byZone
          .computeIfAbsent(host.zone() == null ? "" : host.zone(), z -> new ArrayList<>())
          .add(host);
    }
    List<HostGroup> groups = new ArrayList<>();
    byZone.forEach((zone, members) -> split(zone.isEmpty() ? null : zone, ssh, members, groups));
    return List.copyOf(groups);
  }

  private static void split(
      @Nullable String zone, SshAccess ssh, List<Host> members, List<HostGroup> into) {
    int groups = Math.min(MOST_PER_ZONE, members.size());
    for (int i = 0; i < groups; i++) {
      int from = i * members.size() / groups;
      int to = (i + 1) * members.size() / groups;
      into.add(new HostGroup(zone, ssh, members.subList(from, to)));
    }
  }

  /** For summaries: the host's name, or the first and how many more. */
  public String label() {
    String first = hosts.getFirst().name();
    return hosts.size() == 1 ? first : first + " +" + (hosts.size() - 1);
  }
}
