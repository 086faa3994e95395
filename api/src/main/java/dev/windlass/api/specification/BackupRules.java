package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Syntax;
import dev.windlass.workflows.backup.StoreAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** What a backup reads must be there, and what it is written to must be a store. */
final class BackupRules {

  private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofMinutes(1);

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
    schedule(site, data.schedule(), "database");
    catchUp(site, data.schedule(), "database");
    alarm(site, data.alarm(), "database");
    if (data.on() != null && !site.environment().allHosts().contains(data.on())) {
      site.problem(
          data.on() + ", not among hosts",
          "a host of this environment",
          "backups",
          "database",
          "on");
    }
  }

  /** What the pattern of a schedule lets through: a 32nd day, a 25th hour, a day XYZ. */
  private static void schedule(Site site, Backups.@Nullable Schedule schedule, String kind) {
    try {
      if (schedule != null) {
        CronExpression.parse("0 " + Cadence.cron(schedule.at()));
      }
    } catch (IllegalArgumentException unreadable) {
      site.problem(
          schedule.at() + ": " + inOurWords(unreadable),
          Syntax.SCHEDULE.words(),
          "backups",
          kind,
          "schedule");
    }
  }

  /** Without the parser's own form of it, which has a sixth field. */
  private static String inOurWords(IllegalArgumentException unreadable) {
    return String.valueOf(unreadable.getMessage())
        .replaceFirst(" '[^']*' in cron expression.*", "");
  }

  /** Temporal takes nothing shorter, and no time at all for a year. */
  private static void catchUp(Site site, Backups.@Nullable Schedule schedule, String kind) {
    if (schedule instanceof Backups.Schedule.Told told
        && told.catchUp().compareTo(SHORTEST_CATCH_UP) < 0) {
      site.problem(
          "less than ten seconds", "10s or more, e.g. 1h", "backups", kind, "schedule", "catchUp");
    }
  }

  private static void alarm(Site site, @Nullable Duration alarm, String kind) {
    if (alarm != null && alarm.compareTo(SHORTEST) < 0) {
      site.problem(
          "less than a minute",
          "the longest time without a new one, e.g. 26h for daily ones",
          "backups",
          kind,
          "alarm");
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

  private static void files(Site site, Backups.Files files) {
    before(site, files.beforeDeployment(), "files");
    schedule(site, files.schedule(), "files");
    catchUp(site, files.schedule(), "files");
    alarm(site, files.alarm(), "files");
    HostRules.roles(site, files.roles(), "backups", "files", "roles");
    if (files.roles().isEmpty()) {
      site.problem("an empty list", "at least one role", "backups", "files", "roles");
    }
    if (files.paths().isEmpty()) {
      site.problem("an empty list", "at least one path", "backups", "files", "paths");
    }
  }
}
