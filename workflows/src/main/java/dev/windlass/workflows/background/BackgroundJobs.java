package dev.windlass.workflows.background;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.Shell;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.QueueWorkers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Jobs for what runs besides requests. The caller chooses the step's name, so that each job of a
 * deployment is an operation of its own.
 */
public final class BackgroundJobs {

  /** For starting and proving, on top of the drains. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private BackgroundJobs() {}

  /**
   * The old processes end, new ones begin in the live release, proved by their start times.
   *
   * @param from release that the old ones belong to, or null when there was none
   * @param to release that is live then, or null for the one of the change
   */
  public static HostJob restart(
      String step, List<QueueWorkers> workers, @Nullable String from, @Nullable String to) {
    String live = to == null ? "{release}" : Shell.quote(to);
    return job(
        step,
        workers,
        workers.stream().map(one -> QueueCommands.restart(one, from, live)).toList());
  }

  /**
   * They end, after their running jobs, and stay stopped.
   *
   * @param from release that they belong to, or null when there was none
   */
  public static HostJob stop(String step, List<QueueWorkers> workers, @Nullable String from) {
    return job(step, workers, workers.stream().map(one -> QueueCommands.stop(one, from)).toList());
  }

  /** They run again, in the live release; those that do already are left alone. */
  public static HostJob start(String step, List<QueueWorkers> workers) {
    return job(step, workers, workers.stream().map(QueueCommands::start).toList());
  }

  /** Timed jobs rest: nothing new of them begins. */
  public static HostJob pause(String step, Cron cron) {
    return job(step, List.of(), List.of(CronCommands.pause(cron)));
  }

  /** Timed jobs run again, also when they never rested. */
  public static HostJob resume(String step, Cron cron) {
    return job(step, List.of(), List.of(CronCommands.resume(cron)));
  }

  /** The hosts that run any of these. */
  public static List<Host> hosts(List<Host> among, List<QueueWorkers> workers) {
    return among.stream().filter(host -> workers.stream().anyMatch(w -> w.runsOn(host))).toList();
  }

  private static HostJob job(String step, List<QueueWorkers> workers, List<HostJob.Line> lines) {
    Duration drains =
        workers.stream().map(QueueWorkers::drain).reduce(Duration.ZERO, Duration::plus);
    return new HostJob(step, lines, drains.plus(MARGIN), true);
  }
}
