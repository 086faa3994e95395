package dev.windlass.workflows.deployment;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.deployment.DeploymentStatus.State;
import dev.windlass.workflows.deployment.TimelineEntry.Kind;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import java.util.List;

/** Timed jobs rest while the schema changes; they run again whatever becomes of it. */
final class CronRest {

  static final String PAUSE = "cron-pause";
  static final String RESUME = "cron-resume";
  static final String BACK = "cron-back";

  private final Run run;
  private final Cron cron;
  private final List<Host> on;
  private boolean over;

  CronRest(Run run, Cron cron) {
    this.run = run;
    this.cron = cron;
    this.on = run.plan.hosts().stream().filter(host -> host.name().equals(cron.host())).toList();
  }

  void begin() {
    run.undo.add("cron", this::back);
    new Steps(run).run(BackgroundJobs.pause(PAUSE, cron), on, State.PREPARED);
  }

  void end() {
    if (restsOn()) {
      run.board.say(Kind.STEP, "timed jobs rest until the maintenance is off", null);
    } else {
      new Steps(run).run(BackgroundJobs.resume(RESUME, cron), on, State.PREPARED);
    }
    over = true;
  }

  List<String> back(int attempt) {
    if (over || restsOn()) {
      return List.of();
    }
    List<HostRow> rows = run.undoing().run(on, BackgroundJobs.resume(BACK, cron), attempt);
    run.board.settle(BACK, rows, State.UNDONE);
    return HostRow.problems(BACK, rows);
  }

  /** Named for both, they go on when the last of both has ended: then the doors see to it. */
  private boolean restsOn() {
    return cron.pause().contains(Cron.Pause.MAINTENANCE) && run.restsWithMaintenance();
  }
}
