package dev.windlass.api.specification;

import dev.windlass.workflows.migration.safety.Rules;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migrations and the database that they need. */
final class DataRules {

  private DataRules() {}

  static void judge(Site site) {
    if (site.sound("migrations", "database")) {
      switch (site.environment().migrations()) {
        case null -> {}
        case Migrations.Skip _ -> {}
        case Migrations.Scripts scripts -> {
          scripts(site, scripts);
          restore(site, scripts.undo());
          guard(site, scripts.guard());
        }
        case Migrations.Updates updates -> {
          reached(site, "updates");
          waysDown(site, updates.undo(), updates.down(), List.of(updates.updates().directory()));
          restore(site, updates.undo());
          guard(site, updates.guard());
        }
        case Migrations.Command command -> {
          command(site, command);
          restore(site, command.undo());
          told(site, command);
          limits(site, command);
          guard(site, command.guard());
        }
      }
    }
    if (site.sound("database", "hosts")
        && site.environment().database() instanceof Database.Direct direct) {
      tunnel(site, direct);
    }
  }

  private static void scripts(Site site, Migrations.Scripts scripts) {
    reached(site, "flyway");
    waysDown(site, scripts.undo(), scripts.down(), scripts.flyway().locations());
    if (scripts.flyway().locations().isEmpty()) {
      site.problem("an empty list", "at least one directory", "migrations", "flyway", "locations");
    }
  }

  private static void waysDown(
      Site site, Migrations.Undo undo, @Nullable String down, List<String> up) {
    if (undo == Migrations.Undo.DOWN && down == null) {
      site.problem(
          "down without down scripts", "down: their directory, or keep", "migrations", "undo");
    }
    if (down != null && up.stream().anyMatch(Path.of(down)::startsWith)) {
      site.problem(
          down + ", below the scripts that bring the schema up",
          "a directory beside them",
          "migrations",
          "down");
    }
  }

  private static void reached(Site site, String way) {
    if (!(site.environment().database() instanceof Database.Direct)) {
      site.problem(
          way + " without a database that Windlass can reach",
          "database: {mariadb, mysql or postgresql: host/name, user, password}",
          "migrations",
          way);
    }
  }

  private static void command(Site site, Migrations.Command command) {
    HostRules.roles(site, command.roles(), "migrations", "roles");
    if (command.roles().isEmpty()) {
      site.problem("an empty list", "at least one role", "migrations", "roles");
    }
    if (command.undo() == Migrations.Undo.DOWN && command.down() == null) {
      site.problem(
          "down without a down command", "down: the command, or keep", "migrations", "undo");
    }
  }

  /** There must be a backup of all of the database from before, and a key that opens it. */
  private static void restore(Site site, Migrations.Undo undo) {
    if (undo != Migrations.Undo.RESTORE || !site.sound("backups")) {
      return;
    }
    Backups backups = site.environment().backups();
    Backups.Data data = backups == null ? null : backups.database();
    if (backups == null || data == null || isLeftOut(data.beforeDeployment())) {
      site.problem(
          "restore without a backup of the database before each deployment",
          "backups.database: {beforeDeployment: true}, or keep",
          "migrations",
          "undo");
      return;
    }
    if (data.replica() != null) {
      site.problem(
          "restore from a backup of a replica, which may lack what was written last",
          "backups.database without replica, or keep",
          "migrations",
          "undo");
    }
    if (!data.tables().isEmpty()) {
      site.problem(
          "restore from backups that have only " + String.join(", ", data.tables()),
          "backups.database without tables, or keep",
          "migrations",
          "undo");
    }
    if (backups.encrypt() != null && backups.restore().identity() == null) {
      site.problem(
          "restore from encrypted backups that nothing opens",
          "backups.restore.identity: the private key, or keep",
          "migrations",
          "undo");
    }
  }

  private static boolean isLeftOut(Backups.BeforeDeployment wanted) {
    return wanted instanceof Backups.BeforeDeployment.Always(boolean taken) && !taken;
  }

  private static void guard(Site site, Migrations.Guard guard) {
    for (int at = 0; at < guard.waive().size(); at++) {
      Migrations.Waive waive = guard.waive().get(at);
      if (!Rules.ids().contains(waive.rule())) {
        site.problem(
            waive.rule() + ", which is no rule",
            "the rule that a finding names; docs/migrations.md has them all",
            "migrations",
            "waive",
            at,
            "rule");
      }
      if (!isDay(waive.until())) {
        site.problem(
            waive.until() + ", which no calendar has",
            "a date",
            "migrations",
            "waive",
            at,
            "until");
      }
    }
    Migrations.Required required = guard.requires();
    Backups backups = site.environment().backups();
    if (required != null && required.drill() == null && required.backup() == null) {
      site.problem("an empty map", "drill or backup", "migrations", "requires");
    } else if (required != null && (backups == null || backups.database() == null)) {
      site.problem(
          required.drill() == null
              ? "a backup, but none is taken"
              : "a drill without backups that could pass one",
          "backups: with the database",
          "migrations",
          "requires");
    } else if (required != null && backups != null && backups.database() != null) {
      wholeOnes(site, backups.database());
    }
  }

  /** What is lost may be in a table that nobody has backed up. */
  private static void wholeOnes(Site site, Backups.Data data) {
    if (!data.tables().isEmpty()) {
      site.problem(
          "asked of backups that have only " + String.join(", ", data.tables()),
          "backups.database without tables",
          "migrations",
          "requires");
    }
  }

  /** What nobody reads beforehand cannot be held to anything. */
  private static void told(Site site, Migrations.Command command) {
    boolean read =
        command.dryRun() != null
            && (command.server() != null
                || command.serverCommand() != null
                || site.environment().database() instanceof Database.Direct);
    if (command.guard().requires() != null && !read) {
      unread(site, "requires");
    }
    if (command.guard().allow() != null && !read) {
      unread(site, "allow");
    }
  }

  /** No client of MariaDB or MySQL takes such a limit from its environment. */
  private static void limits(Site site, Migrations.Command command) {
    if (command.limits().areNone() || !site.sound("database") || isPostgres(site, command)) {
      return;
    }
    String key = command.limits().lockTimeout() != null ? "lockTimeout" : "statementTimeout";
    boolean named =
        command.server() != null || site.environment().database() instanceof Database.Direct;
    site.problem(
        named
            ? "asked of a command's clients of MariaDB or MySQL, which take none from outside"
            : "asked of a command for a server that the file does not name",
        named
            ? "the framework's own setting of its connection, e.g. SET SESSION lock_wait_timeout as its first statement"
            : "server: postgresql and its version, or the long form of database",
        "migrations",
        key);
  }

  private static boolean isPostgres(Site site, Migrations.Command command) {
    return site.environment().database() instanceof Database.Direct direct
        ? direct instanceof Database.PostgreSql
        : command.server() != null && command.server().startsWith("postgresql ");
  }

  private static void unread(Site site, String key) {
    site.problem(
        "asked of migrations that are not read beforehand",
        "dryRun: the command that prints their SQL, and server, or the long form of database",
        "migrations",
        key);
  }

  private static boolean isDay(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private static void tunnel(Site site, Database.Direct direct) {
    String through = direct.access().through();
    if (through == null) {
      return;
    }
    String host = through.equals("ssh") ? direct.address().split("[:/]", 2)[0] : through;
    if (!site.environment().allHosts().contains(host)) {
      site.problem(
          through.equals("ssh")
              ? "ssh, but " + host + " is not among hosts"
              : host + ", not among hosts",
          "a host of this environment",
          "database",
          "through");
    }
  }
}
