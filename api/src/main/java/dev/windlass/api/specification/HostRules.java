package dev.windlass.api.specification;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hosts and the roles that other keys ask for. */
final class HostRules {

  private static final int MOST = 5000;

  /** The role that balancer hosts have in a plan. */
  private static final String RESERVED = "balancer";

  private HostRules() {}

  static void judge(Site site) {
    if (!site.sound("hosts")) {
      return;
    }
    site.environment().hosts().forEach((role, hosts) -> list(site, hosts, "hosts", role));
    if (!site.environment().hosts().containsKey(Environment.WEB)) {
      site.problem("no role web", "web: the hosts that get traffic", "hosts");
    }
    if (site.environment().hosts().containsKey(RESERVED)) {
      site.problem(
          "a reserved role", "another name; balancer hosts stand in balancer", "hosts", RESERVED);
    }
    if (site.sound("reload")) {
      List<Reload> reloads = site.environment().reload();
      for (int i = 0; i < reloads.size(); i++) {
        if (reloads.get(i) instanceof Reload.Command command) {
          roles(site, command.roles(), "reload", i, "roles");
        }
      }
    }
  }

  /** Each name once, no range backwards, not too many. */
  static void list(Site site, Hosts hosts, Object... way) {
    int count = 0;
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < hosts.patterns().size(); i++) {
      String pattern = hosts.patterns().get(i);
      List<String> names = Hosts.expand(pattern);
      Object[] here = below(way, i);
      count += names.size();
      if (names.isEmpty()) {
        site.problem(pattern, "a range that rises", here);
      } else if (count > MOST) {
        site.problem(pattern, "at most " + MOST + " hosts", here);
        return;
      }
      names.stream()
          .filter(name -> !seen.add(name))
          .findFirst()
          .ifPresent(twice -> site.problem(twice + " again", "each host once", here));
    }
    if (hosts.patterns().isEmpty()) {
      site.problem("an empty list", "at least one host", way);
    }
  }

  /** Every role must have hosts. */
  static void roles(Site site, List<String> roles, Object... way) {
    if (!site.sound("hosts")) {
      return;
    }
    for (int i = 0; i < roles.size(); i++) {
      if (!site.environment().hosts().containsKey(roles.get(i))) {
        site.problem(
            "the role " + roles.get(i) + ", which has no hosts",
            "one of " + String.join(", ", site.environment().hosts().keySet()),
            below(way, i));
      }
    }
  }

  static Object[] below(Object[] way, Object step) {
    Object[] longer = Arrays.copyOf(way, way.length + 1);
    longer[way.length] = step;
    return longer;
  }
}
