package dev.windlass.api.specification;

import java.util.Objects;

/** What is restored must be opened, and where it goes must be another database of that kind. */
final class RestoreRules {

  private RestoreRules() {}

  static void judge(Site site, Backups backups) {
    Restores restore = backups.restore();
    if (backups.encrypt() == null && restore.identity() != null) {
      site.problem(
          "a private key, and nothing is encrypted to its public one",
          "backups.encrypt.recipient, or no identity",
          "backups",
          "restore",
          "identity");
    }
    restore.targets().forEach((name, target) -> target(site, name, target));
  }

  private static void target(Site site, String name, Restores.Target target) {
    if (!(target.database() instanceof Database.Direct there)) {
      site.problem(
          "a database that Windlass cannot reach",
          "{mariadb, mysql or postgresql: host/name, user, password}",
          "backups",
          "restore",
          "targets",
          name,
          "database");
      return;
    }
    if (site.environment().database() instanceof Database.Direct own
        && own.address().equals(there.address())
        && Objects.equals(own.access().through(), there.access().through())) {
      site.problem(
          there.address() + ", the environment's own",
          "another database; windlass restore without --to restores into its own",
          "backups",
          "restore",
          "targets",
          name,
          "database");
    }
    hosts(site, name, target, there);
  }

  private static void hosts(Site site, String name, Restores.Target target, Database.Direct there) {
    String through = there.access().through();
    String tunnel = "ssh".equals(through) ? there.address().split("[:/]", 2)[0] : through;
    if (tunnel != null && !site.environment().allHosts().contains(tunnel)) {
      absent(site, tunnel, name, "through");
    }
    if (target.on() != null && !site.environment().allHosts().contains(target.on())) {
      absent(site, target.on(), name, "on");
    }
  }

  private static void absent(Site site, String host, String name, String key) {
    site.problem(
        host + ", not among hosts",
        "a host of this environment",
        "backups",
        "restore",
        "targets",
        name,
        key);
  }
}
