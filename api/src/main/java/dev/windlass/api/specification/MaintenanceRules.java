package dev.windlass.api.specification;

import java.util.List;

/** What closes the application must be there, and be able to. */
final class MaintenanceRules {

  private MaintenanceRules() {}

  static void judge(Site site) {
    Environment environment = site.environment();
    if (!site.sound("strategy", "maintenance", "balancer", "backend", "backup", "hosts")) {
      return;
    }
    if (environment.backup() != null) {
      roles(site, environment.backup().roles(), "backup");
    }
    Maintenance maintenance = environment.maintenance();
    if (maintenance != null) {
      by(site, maintenance);
      tasks(site, maintenance.pause(), "pause");
      tasks(site, maintenance.resume(), "resume");
    } else if (isStandard(environment)) {
      site.problem(
          "standard, but nothing that closes the application",
          "maintenance: {by: balancer}, {by: {file: …}} or {by: {command: {on: …, off: …}}}",
          "strategy");
    }
  }

  private static boolean isStandard(Environment environment) {
    return switch (environment.strategy()) {
      case Strategy.Standard _, Strategy.StandardByDefault _ -> true;
      case Strategy.Atomic _, Strategy.Canary _ -> false;
    };
  }

  private static void by(Site site, Maintenance maintenance) {
    switch (maintenance.by()) {
      case Maintenance.Balancer _ -> balancer(site, maintenance);
      case Maintenance.LockFile file -> {
        roles(site, file.roles(), "maintenance", "by");
        if (file.file().equals("current") || file.file().matches("(current|releases)/.*")) {
          site.problem(
              file.file() + ", which goes with a release",
              "a file elsewhere below layout.path, e.g. shared/maintenance.json",
              "maintenance",
              "by",
              "file");
        }
      }
      case Maintenance.Command command -> {
        roles(site, command.roles(), "maintenance", "by", "command");
        allowed(site, maintenance, command.on());
      }
    }
  }

  /** Whoever would be let through by the file, and is not by what closes it. */
  private static void allowed(Site site, Maintenance maintenance, String line) {
    if (!maintenance.allow().isEmpty() && !line.contains("{allow}")) {
      site.problem(
          String.join(", ", maintenance.allow()) + ", which the command that closes is not told",
          "{allow} in that command; or by: balancer with nginx, or by: {file: …}",
          "maintenance",
          "allow");
    }
  }

  private static void balancer(Site site, Maintenance maintenance) {
    switch (site.environment().balancer()) {
      case null ->
          site.problem(
              "balancer, but there is none",
              "balancer: {nginx: …}, or by: {file: …} or {command: …}",
              "maintenance",
              "by");
      case Balancer.Nginx _ -> {
        if (site.environment().backend().scheme() == Backend.Scheme.HTTPS) {
          site.problem(
              "balancer, whose own answer would have to speak TLS like the backend",
              "backend: {scheme: http}, or by: {file: …} or {command: …}",
              "maintenance",
              "by");
        }
      }
      case Balancer.Commands commands -> {
        if (commands.maintain() == null) {
          site.problem(
              "balancer, but its commands do not say how",
              "balancer: {commands: {maintain: …}}",
              "maintenance",
              "by");
        } else {
          allowed(site, maintenance, commands.maintain());
        }
      }
    }
  }

  private static void tasks(Site site, List<Maintenance.Task> tasks, String key) {
    for (int i = 0; i < tasks.size(); i++) {
      roles(site, tasks.get(i).roles(), "maintenance", key, i);
    }
  }

  private static void roles(Site site, List<String> roles, Object... way) {
    Object[] key = java.util.Arrays.copyOf(way, way.length + 1);
    key[way.length] = "roles";
    HostRules.roles(site, roles, key);
    if (roles.isEmpty()) {
      site.problem("an empty list", "at least one role", key);
    }
  }
}
