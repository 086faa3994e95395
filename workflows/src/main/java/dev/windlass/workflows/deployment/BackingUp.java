package dev.windlass.workflows.deployment;

import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.release.ReleaseCommands;

/** Takes the backups that the file declares; nothing has changed yet, and nothing changes by it. */
final class BackingUp {

  private final Run run;

  BackingUp(Run run) {
    this.run = run;
  }

  /** On an environment without a live release there is nothing to back up. */
  void backUp(Backup backup) {
    if (run.former().live() == null) {
      return;
    }
    run.board.enter(Phase.BACKING_UP, null);
    backup.owned().forEach(own -> new OwnBackup(run, own).secure());
    if (backup.host() != null && backup.command() != null) {
      byCommand(backup.host(), backup.command());
    }
  }

  private void byCommand(String on, HostCommand command) {
    HostJob job = ReleaseCommands.backup(command);
    new Steps(run)
        .run(
            job,
            run.plan.hosts().stream().filter(host -> host.name().equals(on)).toList(),
            State.PREPARED);
    run.board.say(Kind.STEP, "backup taken on " + on, null);
  }
}
