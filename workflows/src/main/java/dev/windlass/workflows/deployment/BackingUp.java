package dev.windlass.workflows.deployment;

import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.release.ReleaseCommands;

/** Takes the backup that the file declares; nothing has changed yet, and nothing changes by it. */
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
    HostJob job = ReleaseCommands.backup(backup.command());
    new Steps(run)
        .run(
            job,
            run.plan.hosts().stream().filter(host -> host.name().equals(backup.host())).toList(),
            State.PREPARED);
    run.board.say(Kind.STEP, "backup taken on " + backup.host(), null);
  }
}
