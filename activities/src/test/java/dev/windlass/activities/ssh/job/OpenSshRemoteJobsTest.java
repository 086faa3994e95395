package dev.windlass.activities.ssh.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.TestHost;
import dev.windlass.sandbox.openssh.OpenSshHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenSshRemoteJobsTest extends RemoteJobsContract {

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
  void killsProcessesThatBecameSomebodyElseInASessionOfTheirOwn() throws Exception {
    JobCommand command =
        new JobCommand(
            "become",
            "su -s /bin/sh -c 'sleep 96.1' nobody & touch begun; sleep 96.2",
            List.of("root"));
    JobRequest request =
        request(
            List.of(command), new TreeMap<>(), JobRequest.Terms.limitedTo(Duration.ofSeconds(20)));
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");

    assertThat(jobs.kill(host, scope, List.of(operation)).getFirst().state())
        .isEqualTo(KillRow.State.DEAD);
    assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(JobResult.Killed.class);
    String left = host.run(RemoteCommand.of("ps axww -o args | grep 'sleep 96[.]' || :")).output();
    assertThat(left).isEmpty();
  }
}
