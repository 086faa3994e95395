package dev.windlass.api.specification;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A drill needs backups of a database, a way to open them, and another server. */
final class DrillRules {

  private DrillRules() {}

  static void judge(Site site) {
    if (!site.sound("drills", "backups", "database", "hosts")
        || site.environment().drills() == null) {
      return;
    }
    Drills drills = site.environment().drills();
    Backups backups = site.environment().backups();
    if (backups == null || backups.database() == null) {
      site.problem(
          "drills without backups of a database",
          "backups: {database: {…}, stores: […]}",
          "drills");
      return;
    }
    identity(site, drills, backups);
    scratch(site, drills.scratch());
    newest(site, drills.newest());
    byThemselves(site, drills);
  }

  private static void byThemselves(Site site, Drills drills) {
    ScheduleRules.schedule(site, drills.schedule(), "drills");
    ScheduleRules.alarm(
        site,
        drills.alarm(),
        "the longest time without one that passed, e.g. 8d for weekly ones",
        "drills");
    if (drills.schedule() == null && drills.pick() == Drills.Pick.RANDOM) {
      site.problem(
          "random, of drills that never run by themselves",
          "schedule beside it; by hand: windlass drill <environment> --backup random",
          "drills",
          "pick");
    }
  }

  private static void identity(Site site, Drills drills, Backups backups) {
    if (backups.encrypt() != null && drills.identity() == null) {
      site.problem(
          "backups that are encrypted, and nothing that opens them",
          "identity: {secret: …}, the private key of age",
          "drills");
    }
    if (backups.encrypt() == null && drills.identity() != null) {
      site.problem(
          "a private key for backups that are kept in clear",
          "backups.encrypt.recipient, or no identity",
          "drills",
          "identity");
    }
  }

  private static void scratch(Site site, Drills.Scratch scratch) {
    if (scratch.through() != null && !site.environment().allHosts().contains(scratch.through())) {
      site.problem(
          scratch.through() + ", not among hosts",
          "a host of this environment",
          "drills",
          "scratch",
          "through");
    }
    if (site.environment().database() instanceof Database.Direct direct
        && scratch.through() == null
        && direct.access().through() == null
        && direct.address().split("/", 2)[0].equals(scratch.server())) {
      site.problem(
          scratch.server() + ", the server of this environment's database",
          "another server, which holds nothing else",
          "drills",
          "scratch",
          "server");
    }
  }

  private static void newest(Site site, List<Drills.Newest> newest) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < newest.size(); i++) {
      String name = newest.get(i).table() + "." + newest.get(i).column();
      if (!seen.add(name)) {
        site.problem("the same column again", "each once", "drills", "newest", i);
      }
    }
  }
}
