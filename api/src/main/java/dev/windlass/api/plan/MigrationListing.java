package dev.windlass.api.plan;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.migration.MigrationCommands;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a listing says of the schema: scripts or command, and who rests meanwhile. */
final class MigrationListing {

  private final DeploymentPlan plan;
  private final Change change;
  private final ListingPage page;

  MigrationListing(DeploymentPlan plan, Change change, ListingPage page) {
    this.plan = plan;
    this.change = change;
    this.page = page;
  }

  void write() {
    Cron cron = plan.cronResting(Cron.Pause.MIGRATIONS);
    if (cron != null && plan.migrations() != null) {
      page.job(BackgroundJobs.pause("cron rests", cron), page.named(List.of(cron.host())));
    }
    change();
    boolean restsOn =
        MaintenanceText.closes(plan) && plan.cronResting(Cron.Pause.MAINTENANCE) != null;
    if (cron != null && plan.migrations() != null && !restsOn) {
      page.job(BackgroundJobs.resume("cron again", cron), page.named(List.of(cron.host())));
    }
  }

  private void change() {
    switch (plan.migrations()) {
      case null -> {}
      case Migrations.Scripts scripts -> {
        Database database = scripts.database();
        page.heading(
            "migrate %s %s:%d/%s, once"
                .formatted(
                    database.engine().name().toLowerCase(Locale.ROOT),
                    database.host(),
                    database.port(),
                    database.name()));
        page.line("  as " + database.user() + through(database));
        page.line("  scripts in " + String.join(" ", scripts.locations()));
        if (scripts.updates() != null) {
          page.line(
              "  from the version in %s.%s"
                  .formatted(scripts.updates().table(), scripts.updates().column()));
        }
        limit("lock timeout", scripts.lockTimeout());
        limit("statement timeout", scripts.statementTimeout());
        if (scripts.lockRetries() > 0) {
          page.line("  begun again after a lock timeout up to " + scripts.lockRetries() + " times");
        }
        scripts
            .verify()
            .forEach(one -> page.line("  then " + one.sql() + " must answer " + one.expected()));
        scripts
            .seed()
            .forEach(one -> page.line("  and " + one + " once, where there was no table"));
        SchemaText.scripts(plan.found()).forEach(script -> page.line("  pending " + script));
        SchemaText.listing(plan).forEach(line -> page.line("  " + line));
      }
      case Migrations.Command command -> {
        page.heading("migrate on " + command.host() + ", once; " + SchemaText.reading(command));
        SchemaText.listing(plan).forEach(line -> page.line("  " + line));
        lines(command, MigrationCommands.change(command), change.release());
      }
    }
  }

  void migration(Migrations.Command command, HostJob.@Nullable Line line, String release) {
    if (line != null) {
      lines(command, List.of(line), release);
    }
  }

  private void lines(Migrations.Command command, List<HostJob.Line> lines, String release) {
    HostJob job = new HostJob("migrate", lines, Duration.ofHours(1), false);
    Change of =
        new Change(
            change.deployment(),
            change.number(),
            change.application(),
            change.environment(),
            release,
            change.revision());
    page.lines(HostJobRenderer.render(job, page.host(command.host()), plan.layout(), of));
  }

  private static String through(Database database) {
    return database.through() == null ? "" : " through " + database.through();
  }

  private void limit(String name, @Nullable Duration limit) {
    if (limit != null) {
      page.line("  " + name + " " + Spans.text(limit));
    }
  }
}
