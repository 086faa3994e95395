package dev.windlass.activities.ssh.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.activities.ssh.TestHost;
import dev.windlass.sandbox.openssh.OpenSshHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What each guard of the scripts is for: with it taken out the harm is done. With the guards in
 * place the same ways are walked by {@link RemoteJobsContract} and {@link OpenSshRemoteJobsTest}.
 */
class OpenSshTrapsTest extends JobFixture {

  private static final String DIGEST =
      "[ \"$(sha256sum <\"$incoming\")\" = \"$digest  -\" ] || refuse 'the script arrived shortened'";
  private static final String SECRETS_END =
      "IFS= read -r line || refuse 'the secrets arrived shortened'";
  private static final String STARTED_BEFORE =
      "doubt='its supervisor is gone and left no exit code'";

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.openSsh(in);
  }

  private UnguardedHost unguarded() {
    return new UnguardedHost(host);
  }

  private JobResult run(RemoteHost where, JobRequest request) {
    return jobs.run(where, request, JobListener.DEAF);
  }

  private String processes(String pattern) {
    return host.run(RemoteCommand.of("pgrep -f \"$1\" || :", pattern)).output();
  }

  @Test
  void withoutItsDigestAShortenedScriptTakesThePlaceOfTheWholeOne() throws Exception {
    JobRequest request = job("echo ran >>runs", "# " + "x".repeat(20_000));
    RemoteCommand whole =
        unguarded()
            .without(DIGEST, ":")
            .without(SECRETS_END, "IFS= read -r line || break")
            .weakened(JobScript.of(request).start(Mark.next(), 0));
    host.run(whole.withStdin(whole.stdin().substring(0, 15_000)));

    assertThat(run(request)).isInstanceOf(JobResult.Refused.class);
    assertThat(runs()).isZero();
  }

  @Test
  void withTheLocksDescriptorADaemonKeepsItsJobOpen() throws Exception {
    RemoteHost naive = unguarded().without("\"$2\") 7>&- 9>&-", "\"$2\") 7>&-");
    JobRequest request = job("setsid sleep 94.1 & echo started");
    Future<JobResult> running = pool.submit(() -> run(naive, request));

    assertThatThrownBy(() -> running.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

    host.run(RemoteCommand.of("pkill -f '^sleep 94[.]1'"));
    assertThat(running.get(10, TimeUnit.SECONDS)).isInstanceOf(JobResult.Finished.class);
  }

  @Test
  void anExitCodeThatComesByRenamingIsLostOnAFullDisk() throws Exception {
    RemoteHost naive =
        unguarded()
            .without(
                "printf 'end exit %s\\n' \"$?\" >&7",
                "printf 'end exit %s\\n' \"$?\" >\"$dir/new\"; mv \"$dir/new\" \"$dir/exit\"");

    assertThat(onAFullDisk(naive, job("cat /dev/zero >full 2>/dev/null; exit 9")))
        .isInstanceOf(JobResult.Unknown.class);
    assertThat(directory().resolve("exit")).as("renamed without its content").isEmptyFile();
  }

  @Test
  void withoutRoomClaimedForItTheRecordIsLostOnAFullDisk() throws Exception {
    RemoteHost naive =
        unguarded()
            .without(
                "printf '%*s\\n' \"$room\" '' >\"$dir/exit\" || refuse \"no space in $dir\"",
                ": >\"$dir/exit\"");
    List<String> lines = new ArrayList<>(Collections.nCopies(150, "true"));
    lines.set(0, "cat /dev/zero >full 2>/dev/null; true");
    String[] many = lines.toArray(String[]::new);

    assertThat(onAFullDisk(host, job(many))).isInstanceOf(JobResult.Finished.class);
    operation += "/without";
    assertThat(onAFullDisk(naive, job(many))).isInstanceOf(JobResult.Unknown.class);
  }

  private JobResult onAFullDisk(RemoteHost where, JobRequest request) throws Exception {
    try {
      return run(where, request);
    } finally {
      Files.delete(seen.resolve("full"));
    }
  }

  @Test
  void killingTheGroupLeavesWhoLeftItOrIsDeaf() throws Exception {
    RemoteHost naive =
        unguarded()
            .without(
                "    end_tree \"$grace\"",
                """
                read -r leader rest <"$dir/started"
                kill -s TERM -- "-$leader"
                members=' '\
                """);
    JobRequest request =
        job(
            "setsid sleep 93.1 & (trap '' TERM; sleep 93.2; sleep 93.3) &"
                + " until [ $(pgrep -c -f '^sleep 93[.]') = 2 ]; do sleep 0.05; done;"
                + " touch begun; sleep 93.4");
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");

    // It says that all is well.
    assertThat(jobs.kill(naive, scope, List.of(operation)).getFirst().state())
        .isEqualTo(KillRow.State.DEAD);
    assertThat(processes("^sleep 93[.][13]").lines()).isNotEmpty();

    jobs.kill(host, scope, List.of(operation));
    assertThat(processes("^sleep 93[.]")).isEmpty();
    running.get(20, TimeUnit.SECONDS);
  }

  @Test
  void theShellOfManyHostsDoesNotKnowTheUsualWordsForAGroup() {
    String group = "setsid sleep \"$1\" & sleep 0.2; pid=$(pgrep -f \"^sleep $1\"); ";
    RunResult usual = host.run(RemoteCommand.of(group + "kill -TERM -- \"-$pid\"", "92.1"));
    RunResult ours = host.run(RemoteCommand.of(group + "kill -s TERM -- \"-$pid\"", "92.2"));
    host.run(RemoteCommand.of("pkill -f '^sleep 92[.]1'"));

    assertThat(usual.ending()).isNotEqualTo(new Ending.Exited(0));
    assertThat(ours.ending()).isEqualTo(new Ending.Exited(0));
  }

  @Test
  void withoutTheCommandsPrivilegeRootsProcessesLiveOn() throws Exception {
    RemoteHost naive = unguarded().without("for user in $users; do", "for user in; do");
    JobCommand become =
        new JobCommand(
            "become",
            """
            sudo -n sh -c "trap '' TERM; sleep 91.1; sleep 91.2" &
            until pgrep -f '^sleep 91[.]1'; do sleep 0.05; done
            touch begun
            sleep 91.3
            """,
            List.of("root"),
            List.of());
    JobRequest request = request(List.of(become), new TreeMap<>(), job("").terms());
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");

    assertThat(jobs.kill(naive, scope, List.of(operation)).getFirst().state())
        .isEqualTo(KillRow.State.ALIVE);
    assertThat(jobs.kill(host, scope, List.of(operation)).getFirst().state())
        .isEqualTo(KillRow.State.DEAD);
    running.get(20, TimeUnit.SECONDS);
  }

  @Test
  void withoutTombstonesALateAttemptRunsAfterItsUndo() throws Exception {
    RemoteHost blind =
        unguarded()
            .without("[ ! -e \"$dir/tombstone\" ] || record refused tombstone", ":")
            .without(
                "if [ -e \"$dir/tombstone\" ]; then\n    printf 'end",
                "if false; then\n    printf 'end")
            .without(
                "[ ! -e \"$dir/late\" ] && [ ! -e \"$dir/tombstone\" ]", "[ ! -e \"$dir/late\" ]");
    jobs.kill(host, scope, List.of(operation));

    assertThat(run(blind, job("echo ran >>runs"))).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void aTombstoneLaidBetweenClaimAndStartIsFoundByTheJobItself() throws Exception {
    // Whoever starts it looks a moment too early; the job looks again after its own mark.
    RemoteHost early =
        unguarded().without("[ ! -e \"$dir/tombstone\" ] || record refused tombstone", ":");
    jobs.kill(host, scope, List.of(operation));

    assertThat(run(early, job("echo ran >>runs"))).isInstanceOf(JobResult.Refused.class);
    assertThat(runs()).isZero();
  }

  @Test
  void withoutTheFenceAnOlderDeploymentGoesOnWhereANewerOneHasBeen() throws Exception {
    RemoteHost open =
        unguarded().without("if [ \"$highest\" -gt \"$fence\" ]; then", "if false; then");
    jobs.raiseFence(host, new JobScope(scope.path(), scope.fence() + 1));

    assertThat(run(open, job("echo old >>runs"))).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void withoutBootIdsAJobThatAReebootKilledWouldRunTwice() throws Exception {
    RemoteHost forgetful =
        unguarded()
            .without("[ \"$former\" = \"boot $boot $init\" ]", "true")
            .without(STARTED_BEFORE, "rm -f \"$dir/started\"");
    JobRequest request = job("echo ran >>runs; touch begun; [ $(wc -l <runs) = 2 ] || sleep 20");
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");
    ((OpenSshHost) part.part()).reboot();
    assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionLostException.class);

    assertThat(run(forgetful, request)).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).as("runs of what may run once").isEqualTo(2);
  }
}
