package dev.windlass.api.plan;

import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.release.ReleaseCommands;
import java.time.Duration;
import java.util.List;

/** The words of a plan for what is backed up before anything changes. */
final class BackupText {

  private BackupText() {}

  /** For the page that people read before they say yes. */
  static void steps(Backup backup, Page page, Names names) {
    backup.owned().forEach(own -> page.step("backup", "", "of the " + own.kind() + ": " + of(own)));
    if (backup.host() != null && backup.command() != null) {
      page.step("backup", names.brief(List.of(backup.host())), backup.command().line() + ", once");
    }
  }

  /** For the listing of everything that is done. */
  static void list(Backup backup, ListingPage page) {
    for (Backup.Own own : backup.owned()) {
      page.heading("backup of the " + own.kind());
      page.line("  " + of(own));
      own.plan().stores().forEach(store -> page.line("  in " + store));
    }
    if (backup.host() != null && backup.command() != null) {
      page.job(ReleaseCommands.backup(backup.command()), page.named(List.of(backup.host())));
    }
  }

  /** A backup that undoes a migration is taken once nobody can write any more; others before. */
  static void ordered(DeploymentPlan plan, Runnable backup, Runnable close) {
    boolean goesBackByIt =
        plan.migrations() != null && plan.migrations().undo() == Migrations.Undo.RESTORE;
    (goesBackByIt ? close : backup).run();
    (goesBackByIt ? backup : close).run();
  }

  private static String of(Backup.Own own) {
    Duration youngerThan = own.youngerThan();
    if (youngerThan == null) {
      return "taken by Windlass" + from(own);
    }
    return "one younger than %s will do; else %s"
        .formatted(
            Spans.text(youngerThan),
            switch (own.otherwise()) {
              case TAKE -> "one is taken" + from(own);
              case REFUSE -> "nothing is changed";
            });
  }

  /** Where another server is read. */
  private static String from(Backup.Own own) {
    return own.plan().source() instanceof BackupSource.Data data && data.replica() != null
        ? " from the replica %s:%d, at most %s behind"
            .formatted(
                data.replica().host(), data.replica().port(), Spans.text(data.replica().lag()))
        : "";
  }
}
