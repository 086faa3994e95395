package dev.windlass.api.specification;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The balancer's machines and the templates of its commands. */
final class BalancerRules {

  private static final List<String> PLACEHOLDERS = List.of("weight", "canary", "stable", "name");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)\\}");

  private BalancerRules() {}

  static void judge(Site site) {
    if (!site.sound("balancer", "hosts") || site.environment().balancer() == null) {
      return;
    }
    Balancer balancer = site.environment().balancer();
    String kind = balancer instanceof Balancer.Nginx ? "nginx" : "commands";
    if (balancer.hosts() != null) {
      HostRules.list(site, balancer.hosts(), "balancer", kind, "hosts");
    } else if (site.environment().hosts(Environment.WEB).size() > 1) {
      site.problem(
          "no hosts, but several web hosts", "hosts: the balancer's machines", "balancer", kind);
    }
    if (balancer instanceof Balancer.Commands commands) {
      placeholders(site, commands.set());
      if (commands.maintain() != null && !commands.maintain().contains("{maintenance}")) {
        site.problem(
            "a command that is the same for on and off",
            "{maintenance} in it, which is on or off",
            "balancer",
            "commands",
            "maintain");
      }
    }
  }

  private static void placeholders(Site site, String set) {
    Matcher used = PLACEHOLDER.matcher(set);
    while (used.find()) {
      if (!PLACEHOLDERS.contains(used.group(1))) {
        site.problem(
            used.group(), "{weight}, {canary}, {stable} or {name}", "balancer", "commands", "set");
      }
    }
    if (!set.contains("{weight}") && !set.contains("{canary}")) {
      site.problem(
          "a command that does not depend on the split",
          "{weight}, {canary} or {stable} in it",
          "balancer",
          "commands",
          "set");
    }
  }
}
