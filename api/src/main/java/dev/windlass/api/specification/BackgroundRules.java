package dev.windlass.api.specification;

/** Queue workers and timed jobs need hosts that exist. */
final class BackgroundRules {

  private BackgroundRules() {}

  static void judge(Site site) {
    if (site.sound("workers")) {
      site.environment()
          .workers()
          .forEach((name, workers) -> {
            if (workers instanceof QueueWorkers.Kept kept) {
              kept(site, name, kept.terms());
            }
          });
    }
    Cron cron = site.environment().cron();
    if (site.sound("cron", "hosts")
        && cron != null
        && !site.environment().allHosts().contains(cron.host())) {
      site.problem(cron.host() + ", not among hosts", "a host of this environment", "cron", "host");
    }
  }

  private static void kept(Site site, String name, QueueWorkers.Terms terms) {
    HostRules.roles(site, terms.roles(), "workers", name, "roles");
    if (terms.roles().isEmpty()) {
      site.problem("an empty list", "at least one role", "workers", name, "roles");
    }
    if (terms.drain().toSeconds() < 1) {
      site.problem(terms.drain().toString(), "at least 1s", "workers", name, "drain");
    }
  }
}
