package dev.windlass.activities.migration;

import dev.windlass.workflows.migration.MigrationActivities.Migrate;
import dev.windlass.workflows.plan.Migrations;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * What one try runs on the database: the scripts, and first rows where they are owed.
 *
 * @param teller learns who hears the scripts
 */
record MigrationRun(
    Migrate request, DatabaseRoute route, Journal journal, Consumer<Progress> teller) {

  void of(ScriptsArchive scripts, Callback... listeners) throws SQLException {
    Seeds seeds = new Seeds(journal.history(), scripts.seed());
    Progress progress = told(journal);
    LockPatience patience = patience(journal, progress);
    Updates updates = Updates.of(journal.history().connection(), request.migrations());
    if (updates == null) {
      patience.migrate(flyway(scripts).callbacks(all(listeners, progress, seeds)).load());
    } else {
      try (LaidOutUpdates laid =
          LaidOutUpdates.of(updates.pending(scripts), request.change().number())) {
        VersionReached reached = new VersionReached(updates.declared(), progress);
        patience.migrate(
            laid.in(flyway(scripts)).callbacks(all(listeners, reached, progress, seeds)).load());
      }
    }
    if (seeds.areOwed()) {
      Journal paying = new Journal(seeds.history());
      Progress paid = told(paying);
      seeds.pay(flyway(scripts), patience(paying, paid), paid);
    }
  }

  private static Callback[] all(Callback[] listeners, Callback... own) {
    return Stream.concat(Arrays.stream(own), Arrays.stream(listeners)).toArray(Callback[]::new);
  }

  private Progress told(Journal journal) {
    Progress progress = new Progress(journal, request.change(), server());
    teller.accept(progress);
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
