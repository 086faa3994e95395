package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.SshTarget;
import java.util.List;

/**
 * Runs commands on hosts at most once per operation, whatever dies. All methods throw {@link
 * dev.windlass.activities.ssh.RemoteHostException} when the connection fails; calling again with
 * the same arguments is then always right.
 */
public interface RemoteJobs {

  /**
   * Starts the job, or attaches to it when it runs already, or reads its recorded end; returns when
   * it has ended.
   */
  JobResult run(RemoteHost host, JobRequest request, JobListener listener);

  /**
   * Makes sure that these operations never start, and ends those that run with all their processes.
   * One row per operation, in order.
   */
  List<KillRow> kill(RemoteHost host, JobScope scope, List<String> operations);

  /**
   * Raises the host's fence to the scope's number and ends every job of a lower one that still
   * runs, whoever started it. One row for each of those.
   */
  List<KillRow> killOlder(RemoteHost host, JobScope scope);

  /**
   * Raises the host's fence to the scope's number and returns the number now in force, which is
   * higher when a later deployment has been here.
   */
  long raiseFence(RemoteHost host, JobScope scope);

  /**
   * Removes what jobs of lower numbers than the scope's left and returns how many jobs that was.
   */
  int prune(RemoteHost host, JobScope scope);

  /** Which life of the host this is, to be compared later. */
  HostBoot boot(RemoteHost host);

  /**
   * Proves that jobs work on a host: tools, locks, exec, and one job that survives the loss of its
   * connection. Returns what is wrong, nothing when all is well.
   */
  List<String> probe(RemoteHosts hosts, SshTarget target, JobScope scope);
}
