package dev.windlass.workflows.fleet;

import dev.windlass.workflows.contract.ChangeIds;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hosts of one zone that one activity drives at once. */
public record HostGroup(@Nullable String zone, SshAccess ssh, List<Host> hosts) {

  /** Up to so many hosts of a zone have a line each in Temporal's UI. */
  public static final int SINGLE = 16;

  /**
   * So many groups otherwise: each is an activity, which costs more than a command on a host does,
   * and workers share them.
   */
  private static final int GROUPS = 4;

  public HostGroup {
    hosts = List.copyOf(hosts);
  }

  /** Up to 16 hosts: a group each. More: four groups of nearly equal size, in the given order. */
  public static List<HostGroup> of(List<Host> hosts, SshAccess ssh) {
    return of(hosts, ssh, GROUPS);
  }

  /** As runs do that began before {@link ChangeIds#FEWER_ROUND_TRIPS}: sixteen groups. */
  static List<HostGroup> asBefore(List<Host> hosts, SshAccess ssh) {
    return of(hosts, ssh, SINGLE);
  }

  private static List<HostGroup> of(List<Host> hosts, SshAccess ssh, int ofMany) {
    List<HostGroup> groups = new ArrayList<>();
    whole(hosts, ssh).forEach(zone -> split(zone, ofMany, groups));
    return List.copyOf(groups);
  }

  /** One group per zone, for a look that nobody follows host by host. */
  static List<HostGroup> whole(List<Host> hosts, SshAccess ssh) {
    Map<String, List<Host>> byZone = new LinkedHashMap<>();
    for (Host host : hosts) {
      byZone
          .computeIfAbsent(host.zone() == null ? "" : host.zone(), z -> new ArrayList<>())
          .add(host);
    }
    List<HostGroup> groups = new ArrayList<>();
    byZone.forEach(
        (zone, members) -> groups.add(new HostGroup(zone.isEmpty() ? null : zone, ssh, members)));
    return List.copyOf(groups);
  }

  private static void split(HostGroup all, int ofMany, List<HostGroup> into) {
    int size = all.hosts().size();
    int groups = size > SINGLE ? ofMany : size;
    for (int i = 0; i < groups; i++) {
      int from = i * size / groups;
      int to = (i + 1) * size / groups;
      into.add(new HostGroup(all.zone(), all.ssh(), all.hosts().subList(from, to)));
    }
  }

  /** For summaries: the host's name, or the first and how many more. */
  public String label() {
    String first = hosts.getFirst().name();
    return hosts.size() == 1 ? first : first + " +" + (hosts.size() - 1);
  }
}
