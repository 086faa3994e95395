package dev.windlass.activities.ssh.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.TestHost;
import dev.windlass.sandbox.openssh.OpenSshHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenSshRemoteJobsTest extends RemoteJobsContract {

  private static final Class<JobResult.Finished> FINISHED = JobResult.Finished.class;

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.openSsh(in);
  }

  private OpenSshHost machine() {
    return (OpenSshHost) part.part();
  }

  @Test
  void doesNotKnowTheEndAfterAReboot() throws Exception {
    HostBoot before = jobs.boot(host);
    JobRequest request = job("echo ran >>runs; touch begun; sleep 20");
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");
    machine().reboot();
    try {
      running.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException connectionLost) {
      assertThat(connectionLost).hasMessageContaining("connection lost");
    }

    assertThat(run(request))
        .isInstanceOfSatisfying(
            JobResult.Unknown.class, unknown -> assertThat(unknown.why()).contains("rebooted"));
    assertThat(jobs.boot(host)).isNotEqualTo(before);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void startsNothingOnAHostThatWasRebootedSincePreflight() throws Exception {
    HostBoot before = jobs.boot(host);
    machine().reboot();
    JobRequest job = job("echo ran >>runs");
    JobRequest expecting = request(job.commands(), new TreeMap<>(), job.terms().expecting(before));

    assertThat(run(expecting)).isInstanceOf(JobResult.Unknown.class);
    assertThat(runs()).isZero();
    JobRequest again = request(job.commands(), new TreeMap<>(), expecting.terms().runnableAgain());
    assertThat(run(again)).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void keepsTheExitCodeOfAJobThatFilledTheDisk() throws Exception {
    try {
      assertThat(run(job("cat /dev/zero >full 2>/dev/null; echo said; exit 9")))
          .isInstanceOfSatisfying(
              JobResult.Finished.class, end -> assertThat(end.exit()).isEqualTo(9));
      // Whoever comes late learns the same, though nothing can be written any more.
      assertThat(run(job("other"))).isInstanceOf(JobResult.Finished.class);
      // A record that lost its content, as renamed files do there, is no success.
      Files.writeString(directory().resolve("exit"), "");
      assertThat(run(job("other"))).isInstanceOf(JobResult.Unknown.class);
      operation += "/next";
      assertThat(run(job("echo ran")))
          .isInstanceOfSatisfying(
              JobResult.Refused.class,
              refused -> assertThat(refused.by()).isEqualTo(JobResult.Refusal.HOST));
    } finally {
      Files.delete(seen.resolve("full"));
    }
    assertThat(run(job("echo ran"))).isInstanceOf(JobResult.Finished.class);
  }

  @Test
  void startsAJobOfAnUndoOnADiskThatABuildHasFilled() throws Exception {
    assertThat(run(job("mkdir r; cat /dev/zero >r/full 2>/dev/null"))).isInstanceOf(FINISHED);
    try {
      operation += "/next";
      assertThat(run(job("echo ran"))).isInstanceOf(JobResult.Refused.class);

      operation += "/undo";
      JobRequest once = job("rm -r r");
      assertThat(run(request(once.commands(), new TreeMap<>(), once.terms().runnableAgain())))
          .isInstanceOfSatisfying(FINISHED, end -> assertThat(end.exit()).isZero());
      assertThat(seen.resolve("r")).doesNotExist();
    } finally {
      Files.deleteIfExists(seen.resolve("r/full"));
    }
    operation += "/later";
    assertThat(run(job("echo ran"))).isInstanceOf(FINISHED);
    assertThat(seen.resolve(".windlass/spare")).as("room for the next time").hasSize(131072);
  }

  @Test
  void killsProcessesThatBecameSomebodyElseInSessionsOfTheirOwn() throws Exception {
    JobCommand become =
        new JobCommand(
            "become",
            """
            sudo -n setsid sh -c 'sleep 96.1' &
            sudo -n su -s /bin/sh -c "trap '' TERM; sleep 96.2; sleep 96.3" nobody &
            until [ $(pgrep -c -f '^sleep 96[.]') = 2 ]; do sleep 0.05; done
            touch begun
            sleep 96.4
            """,
            List.of("root"),
            List.of());
    JobRequest request = request(List.of(become), new TreeMap<>(), job("").terms());
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");

    assertThat(jobs.kill(host, scope, List.of(operation)))
        .containsExactly(new KillRow(operation, KillRow.State.DEAD, ""));

    assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(JobResult.Killed.class);
    assertThat(host.run(RemoteCommand.of("pgrep -f '96[.][1-4]' || :")).output()).isEmpty();
  }

  @Test
  void tellsWhichProcessesItCouldNotKill() throws Exception {
    // Root's, deaf to TERM, and the request doesn't say that the command becomes root.
    JobRequest request =
        job(
            """
            sudo -n sh -c "trap '' TERM; sleep 95.1; sleep 95.2" &
            until pgrep -f '^sleep 95[.]1'; do sleep 0.05; done
            touch begun
            sleep 95.3
            """);
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");

    KillRow row = jobs.kill(host, scope, List.of(operation)).getFirst();

    assertThat(row.state()).isEqualTo(KillRow.State.ALIVE);
    assertThat(row.detail()).contains(":sleep");
    running.cancel(true);
    host.run(RemoteCommand.of("sudo -n pkill -KILL -f '95[.][12]' || :"));
    assertThat(jobs.kill(host, scope, List.of(operation)).getFirst().state())
        .isEqualTo(KillRow.State.DEAD);
  }
}
