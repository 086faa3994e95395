package dev.windlass.activities.ssh.job;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands that travel to a host as one job. They run one after the other until one fails.
 *
 * @param operation id of the operation; the same id never runs twice, whoever asks
 */
public record JobRequest(
    String operation, JobScope scope, List<JobCommand> commands, JobSecrets secrets, Terms terms) {

  public JobRequest {
    commands = List.copyOf(commands);
    if (operation.isBlank() || operation.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("operation id '" + operation + "'");
    }
    if (commands.isEmpty()) {
      throw new IllegalArgumentException(operation + ": a job without commands");
    }
  }

  /**
   * Limits and expectations.
   *
   * @param timeLimit after which the host kills the job's whole tree
   * @param logBound how many bytes of output the host keeps
   * @param idempotent whether the job may be run again when its end is unknown
   * @param boot the life of the host that preflight saw; null when nothing is expected
   * @param followFrom offset in the log after which output is wanted
   */
  public record Terms(
      Duration timeLimit,
      long logBound,
      boolean idempotent,
      @Nullable HostBoot boot,
      long followFrom) {

    /** This time limit, 16 MiB of log, not idempotent, any boot, output from the start. */
    public static Terms limitedTo(Duration timeLimit) {
      return new Terms(timeLimit, 16L << 20, false, null, 0);
    }

    public Terms runnableAgain() {
      return new Terms(timeLimit, logBound, true, boot, followFrom);
    }

    public Terms expecting(HostBoot seen) {
      return new Terms(timeLimit, logBound, idempotent, seen, followFrom);
    }

    public Terms followingFrom(long offset) {
      return new Terms(timeLimit, logBound, idempotent, boot, offset);
    }

    public Terms keeping(long logBytes) {
      return new Terms(timeLimit, logBytes, idempotent, boot, followFrom);
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "JobRequest[" + operation + ", " + scope + ", " + commands + ", " + secrets + "]";
  }
}
