package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Node;
import dev.windlass.api.specification.source.Place;
import dev.windlass.api.specification.source.Problems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What no single key can know: whether the keys of an environment fit together. */
final class Combinations {

  private Combinations() {}

  static void judge(List<Site> sites, Problems problems) {
    for (Site site : sites) {
      HostRules.judge(site);
      LayoutRules.judge(site);
      VariableRules.judge(site);
      DataRules.judge(site);
      BackgroundRules.judge(site);
      CheckRules.judge(site);
      WatchRules.judge(site);
      BalancerRules.judge(site);
      StrategyRules.judge(site);
      MaintenanceRules.judge(site);
      BackupRules.judge(site);
      DrillRules.judge(site);
    }
    unusedGates(sites, problems);
    sharedDirectories(sites, problems);
    DatabaseRules.judge(sites, problems);
    PassedRules.judge(sites);
  }

  /** A shared gate need not be used by every environment, but by one. */
  private static void unusedGates(List<Site> sites, Problems problems) {
    if (!sites.stream().allMatch(site -> site.sound("strategy", "gates"))) {
      return;
    }
    Map<Place, Node> unused = new LinkedHashMap<>();
    Set<Place> used = new HashSet<>();
    for (Site site : sites) {
      site.environment()
          .gates()
          .forEach((name, gate) -> {
            Node node = site.at("gates", name);
            if (gate.before() != null || StrategyRules.gatesOfRamp(site).contains(name)) {
              used.add(node.place());
            } else {
              unused.put(node.place(), node);
            }
          });
    }
    unused.forEach((place, node) -> {
      if (!used.contains(place)) {
        problems.add(
            node,
            "a gate that nothing waits for",
            "before: prepare, migrations or publish, or a step of the ramp that names it");
      }
    });
  }

  private static void sharedDirectories(List<Site> sites, Problems problems) {
    Map<String, String> owners = new HashMap<>();
    for (Site site : sites) {
      if (!site.sound("hosts", "layout")) {
        continue;
      }
      String path = site.environment().layout().path();
      for (String host : site.environment().allHosts()) {
        String owner = owners.putIfAbsent(host + ":" + path, site.name());
        if (owner != null) {
          problems.add(
              site.at("hosts"),
              host + " with " + path + ", which " + owner + " has already",
              "another host or another layout.path");
        }
      }
    }
  }
}
