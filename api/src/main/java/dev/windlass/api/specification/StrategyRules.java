package dev.windlass.api.specification;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/** The canary and its ramp. */
final class StrategyRules {

  private StrategyRules() {}

  static void judge(Site site) {
    if (!site.sound("strategy")
        || !(site.environment().strategy() instanceof Strategy.Canary canary)) {
      return;
    }
    ramp(site, canary.ramp());
    if (canary.maxLoad().compareTo(BigDecimal.ONE) < 0) {
      site.problem(canary.maxLoad().toString(), "at least 1", "strategy", "canary", "maxLoad");
    }
    if (site.sound("balancer") && site.environment().balancer() == null) {
      site.problem(
          "a canary without a balancer",
          "balancer: {nginx: …} or {commands: …}, which shares the traffic",
          "strategy",
          "canary");
    }
    if (site.sound("hosts")) {
      hosts(site, canary.hosts());
    }
    if (site.sound("hosts", "strategy")) {
      load(site, canary);
    }
    if (site.sound("gates")) {
      gates(site, canary.ramp());
    }
  }

  /** The gates that steps of the ramp name. */
  static List<String> gatesOfRamp(Site site) {
    return site.environment().strategy() instanceof Strategy.Canary canary
        ? canary.ramp().stream().map(Strategy.RampStep::gate).filter(Objects::nonNull).toList()
        : List.of();
  }

  private static void ramp(Site site, List<Strategy.RampStep> ramp) {
    for (int i = 1; i < ramp.size(); i++) {
      if (ramp.get(i).weight() <= ramp.get(i - 1).weight()) {
        site.problem(
            String.valueOf(ramp.get(i).weight()),
            "above " + ramp.get(i - 1).weight() + " of the step before",
            "strategy",
            "canary",
            "ramp",
            i,
            "weight");
      }
    }
    if (ramp.isEmpty()) {
      site.problem("an empty list", "steps that end at 100", "strategy", "canary", "ramp");
    } else if (ramp.getLast().weight() != 100) {
      site.problem(
          String.valueOf(ramp.getLast().weight()),
          "100 in the last step",
          "strategy",
          "canary",
          "ramp",
          ramp.size() - 1,
          "weight");
    }
  }

  private static void hosts(Site site, Hosts canaries) {
    HostRules.list(site, canaries, "strategy", "canary", "hosts");
    List<String> web = site.environment().hosts(Environment.WEB);
    for (int i = 0; i < canaries.patterns().size(); i++) {
      String pattern = canaries.patterns().get(i);
      if (!web.isEmpty() && !web.containsAll(Hosts.expand(pattern))) {
        site.problem(
            pattern + ", not among hosts.web",
            "hosts of " + brief(web),
            "strategy",
            "canary",
            "hosts",
            i);
      }
    }
  }

  /** Whether enough hosts can join before each weight, and the others can carry the rest. */
  private static void load(Site site, Strategy.Canary canary) {
    int web = site.environment().hosts(Environment.WEB).size();
    JoiningRule rule = new JoiningRule(web, canary.maxLoad());
    int canaries = canary.hosts().expanded().size();
    for (int i = 0; i < canary.ramp().size(); i++) {
      int weight = canary.ramp().get(i).weight();
      OptionalInt needed = rule.canaries(weight, canaries);
      canaries = needed.orElse(canaries);
      if (needed.isEmpty() || !rule.stableCarries(weight, canaries)) {
        site.problem(
            needed.isEmpty()
                ? "%d, which needs all %d web hosts and leaves none for the rest"
                    .formatted(weight, web)
                : "%d, where %d of %d web hosts carry %s times their usual share"
                    .formatted(
                        weight,
                        web - canaries,
                        web,
                        rule.stableLoad(weight, canaries).toPlainString()),
            "more web hosts, another weight, or a larger maxLoad",
            "strategy",
            "canary",
            "ramp",
            i,
            "weight");
      }
    }
  }

  private static void gates(Site site, List<Strategy.RampStep> ramp) {
    Set<String> named = new HashSet<>();
    for (int i = 0; i < ramp.size(); i++) {
      String name = ramp.get(i).gate();
      if (name == null) {
        continue;
      }
      Gate gate = site.environment().gates().get(name);
      if (gate == null) {
        site.problem(name + ", which is not among gates", "a gate of gates", way(i));
      } else if (gate.before() != null || !named.add(name)) {
        site.problem(name + ", which stands elsewhere already", "a gate of its own", way(i));
      }
    }
  }

  private static Object[] way(int step) {
    return new Object[] {"strategy", "canary", "ramp", step, "gate"};
  }

  private static String brief(List<String> hosts) {
    return hosts.size() < 3 ? String.join(", ", hosts) : hosts.getFirst() + " … " + hosts.getLast();
  }
}
