package dev.windlass.api.specification;

import dev.windlass.workflows.backup.StoreAddress;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a backup reads must be there, and what it is written to must be a store. */
final class BackupRules {

  private BackupRules() {}

  static void judge(Site site) {
    if (!site.sound("backups", "database", "hosts") || site.environment().backups() == null) {
      return;
    }
    Backups backups = site.environment().backups();
    if (backups.database() == null && backups.files() == null) {
      site.problem("nothing to back up", "database: {} or files: {paths: [...]}", "backups");
    }
    stores(site, backups.stores());
    zone(site, backups.zone());
    if (backups.database() != null) {
      data(site, backups.database());
    }
    if (backups.files() != null) {
      files(site, backups.files());
    }
    RestoreRules.judge(site, backups);
  }

  private static void stores(Site site, List<BackupStore> stores) {
    if (stores.isEmpty()) {
      site.problem("an empty list", "at least one store", "backups", "stores");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < stores.size(); i++) {
      String wrong = wrong(stores.get(i), seen);
      if (wrong != null) {
        site.problem(
            wrong,
            "file:///path, sftp://user@host/path or {s3: s3://bucket/prefix, …}, each once",
            "backups",
            "stores",
            i);
      }
    }
  }

  private static @Nullable String wrong(BackupStore store, Set<String> seen) {
    try {
      StoreAddress address = StoreAddress.parse(store.address());
      boolean fits =
          switch (store) {
            case BackupStore.Plain _ -> !(address instanceof StoreAddress.S3);
            case BackupStore.Sftp _ -> address instanceof StoreAddress.Sftp;
            case BackupStore.S3 _ -> address instanceof StoreAddress.S3;
          };
      if (!fits) {
        return address.text() + ", which needs other keys beside it";
      }
      return seen.add(address.text()) ? null : "the same store again";
    } catch (IllegalArgumentException unreadable) {
      return String.valueOf(unreadable.getMessage());
    }
  }

  private static void zone(Site site, String zone) {
    try {
      ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      site.problem(
          zone + ", which nobody knows", "a time zone, e.g. Europe/Berlin", "backups", "zone");
    }
  }

  private static void data(Site site, Backups.Data data) {
    if (!(site.environment().database() instanceof Database.Direct)) {
      site.problem(
          "a backup of a database that Windlass cannot reach",
          "database: {mariadb, mysql or postgresql: host/name, user, password}",
          "backups",
          "database");
    }
    before(site, data.beforeDeployment(), "database");
    wholeOnes(site, data);
    ScheduleRules.schedule(site, data.schedule(), "backups", "database");
    ScheduleRules.alarm(
        site,
        data.alarm(),
        "the longest time without a new one, e.g. 26h for daily ones",
        "backups",
        "database");
    if (data.replica() != null && data.replica().lag().isZero()) {
      site.problem(
          "0s, and every replica is behind a little",
          "the longest that it may be behind, e.g. 1m",
          "backups",
          "database",
          "replica",
          "lag");
    }
    if (data.on() != null && !site.environment().allHosts().contains(data.on())) {
      site.problem(
          data.on() + ", not among hosts",
          "a host of this environment",
          "backups",
          "database",
          "on");
    }
  }

  private static void before(Site site, Backups.BeforeDeployment wanted, String kind) {
    if (wanted instanceof Backups.BeforeDeployment.YoungEnough some
        && some.youngerThan().isZero()) {
      site.problem(
          "0s, and no backup is that young",
          "a duration such as 6h, or beforeDeployment: true",
          "backups",
          kind,
          "beforeDeployment",
          "youngerThan");
    }
  }

  /** One that is there is relied on only where it has everything. */
  private static void wholeOnes(Site site, Backups.Data data) {
    if (data.beforeDeployment() instanceof Backups.BeforeDeployment.YoungEnough
        && !data.tables().isEmpty()) {
      site.problem(
          "asked of backups that have only " + String.join(", ", data.tables()),
          "beforeDeployment: true, or backups.database without tables",
          "backups",
          "database",
          "beforeDeployment",
          "youngerThan");
    }
  }

  private static void files(Site site, Backups.Files files) {
    before(site, files.beforeDeployment(), "files");
    ScheduleRules.schedule(site, files.schedule(), "backups", "files");
    ScheduleRules.alarm(
        site,
        files.alarm(),
        "the longest time without a new one, e.g. 26h for daily ones",
        "backups",
        "files");
    HostRules.roles(site, files.roles(), "backups", "files", "roles");
    if (files.roles().isEmpty()) {
      site.problem("an empty list", "at least one role", "backups", "files", "roles");
    }
    if (files.paths().isEmpty()) {
      site.problem("an empty list", "at least one path", "backups", "files", "paths");
    }
  }
}
