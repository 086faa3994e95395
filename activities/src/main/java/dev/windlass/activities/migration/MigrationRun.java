package dev.windlass.activities.migration;

import dev.windlass.activities.migration.Tries.Try;
import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.plan.Migrations;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** What one try runs on the database: the scripts, and first rows where they are owed. */
record MigrationRun(Migrate request, DatabaseRoute route, Journal journal, Try begun) {

  void of(ScriptsArchive scripts) throws SQLException {
    Seeds seeds = new Seeds(journal.history(), scripts.seed());
    Progress progress = told(journal);
    LockPatience patience = patience(journal, progress);
    Updates updates = Updates.of(journal.history().connection(), request.migrations());
    if (updates == null) {
      patience.migrate(flyway(scripts).callbacks(progress, seeds).load());
    } else {
      try (LaidOutUpdates laid =
          LaidOutUpdates.of(updates.pending(scripts), request.change().number())) {
        VersionReached reached = new VersionReached(updates.declared(), progress);
        patience.migrate(laid.in(flyway(scripts)).callbacks(reached, progress, seeds).load());
      }
    }
    if (seeds.areOwed()) {
      Journal paying = new Journal(seeds.history());
      Progress paid = told(paying);
      seeds.pay(flyway(scripts), patience(paying, paid), paid);
    }
  }

  private Progress told(Journal journal) {
    Progress progress = new Progress(journal, request.change(), server());
    begun.tells(progress);
    return progress;
  }

  private LockPatience patience(Journal journal, Progress progress) {
    return new LockPatience(request.migrations().lockRetries(), journal, progress);
  }

  private FluentConfiguration flyway(ScriptsArchive scripts) {
    Migrations.Scripts wanted = request.migrations();
    return FlywayRun.configuration(
        route, server().options(wanted, request.change().deployment()), scripts);
  }

  private Server server() {
    return Server.of(request.migrations().database().engine());
  }
}
