package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.SshTarget;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Proves with one job that a host lets jobs live on when their connection is lost. */
final class SurvivalProbe {

  private final RemoteJobs jobs;
  private final RemoteHosts hosts;
  private final SshTarget target;

  SurvivalProbe(RemoteJobs jobs, RemoteHosts hosts, SshTarget target) {
    this.jobs = jobs;
    this.hosts = hosts;
    this.target = target;
  }

  List<String> survives(JobScope scope) {
    var request =
        new JobRequest(
            "probe/" + UUID.randomUUID(),
            scope,
            List.of(JobCommand.of("probe", "echo begun; sleep 1; echo over")),
            JobSecrets.none(),
            JobRequest.Terms.limitedTo(Duration.ofMinutes(1)));
    startAndDrop(request);
    try (RemoteHost again = hosts.dial(target)) {
      return switch (jobs.run(again, request, JobListener.DEAF)) {
        case JobResult.Finished(int exit, var rows, String tail)
            when exit == 0 && tail.equals("begun\nover\n") ->
            List.of();
        case JobResult.Unknown unknown ->
            List.of(
                "a job died with its connection (%s): KillUserProcesses in logind.conf? As root: loginctl enable-linger %s"
                    .formatted(unknown.why(), target.user()));
        case JobResult other -> List.of("a job that should have survived its connection: " + other);
      };
    }
  }

  private void startAndDrop(JobRequest request) {
    RemoteHost host = hosts.dial(target);
    var dropping =
        new JobListener() {
          @Override
          public void output(JobOutput chunk) {
            host.close();
          }

          @Override
          public void alive(long offset) {}
        };
    try {
      jobs.run(host, request, dropping);
    } catch (ConnectionLostException dropped) {
      // As intended; the second connection tells what became of the job.
      host.close();
    }
  }
}
