package dev.windlass.activities.ssh.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Poll;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.sandbox.ssh.CutCable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What remote jobs promise on every host. */
abstract class RemoteJobsContract extends JobSecretsContract {

  @Test
  void tellsOfEveryCommandAndStopsAtTheFirstThatFails() {
    JobResult result = run(job("echo one", "sleep 0.1; echo two >&2; exit 3", "echo three"));

    assertThat(result).isInstanceOf(JobResult.Finished.class);
    var finished = (JobResult.Finished) result;
    assertThat(finished.exit()).isEqualTo(3);
    assertThat(finished.tail()).isEqualTo("one\ntwo\n");
    assertThat(exits(finished.commands())).containsExactly("command 0: 0", "command 1: 3");
    assertThat(finished.commands().get(1).took())
        .isBetween(Duration.ofMillis(90), Duration.ofSeconds(5));
  }

  @Test
  void runsOnceHoweverOftenItIsAsked() throws Exception {
    JobRequest request = job("echo ran >>runs; echo said; exit 5");

    JobResult first = run(request);
    JobResult second = run(request);

    assertThat(second).isEqualTo(first);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void runsOnceForManyWhoAskAtOnce() throws Exception {
    JobRequest request = job("echo ran >>runs; sleep 0.5; echo said");
    var asked = new ArrayList<Future<JobResult>>();
    for (int i = 0; i < 8; i++) {
      asked.add(pool.submit(() -> run(request)));
    }

    for (Future<JobResult> answer : asked) {
      assertThat(answer.get(20, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              JobResult.Finished.class, end -> assertThat(end.tail()).isEqualTo("said\n"));
    }
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void goesOnWhenTheConnectionIsCutAndIsFollowedFromWhereItWas() throws Exception {
    JobRequest request = job("echo ran >>runs; echo begun; sleep 0.7; echo over");
    var before = new Heard();
    try (var cable = CutCable.to(part.address(), part.port());
        RemoteHost cabled = hosts.dial(part.behind(cable.port()))) {
      Future<JobResult> cut = pool.submit(() -> jobs.run(cabled, request, before));
      assertThat(before.first.await(10, TimeUnit.SECONDS)).isTrue();
      cable.cut();
      assertThatThrownBy(cut::get).hasCauseInstanceOf(ConnectionLostException.class);
    }

    var after = new Heard();
    long offset = before.chunks.getLast().end();
    JobRequest resumed =
        request(request.commands(), new TreeMap<>(), request.terms().followingFrom(offset));
    JobResult result = new ShellRemoteJobs().run(host, resumed, after);

    assertThat(before.text()).isEqualTo("begun\n");
    assertThat(after.text()).isEqualTo("over\n");
    assertThat(((JobResult.Finished) result).tail()).isEqualTo("begun\nover\n");
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void neverStartsAScriptThatArrivedShortened() throws Exception {
    JobRequest request = job("echo ran >>runs", "# " + "x".repeat(20_000));
    RemoteCommand whole = JobScript.of(request).start(Mark.next(), 0);
    for (int length : new int[] {0, 500, 15_000, whole.stdin().length() - 1}) {
      RemoteCommand cut = whole.withStdin(whole.stdin().substring(0, length));
      assertThat(host.run(cut).output()).contains("refused host").contains("shortened");
    }

    assertThat(runs()).isZero();
    assertThat(seen.resolve(".windlass/jobs")).isEmptyDirectory();
    assertThat(run(request)).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void neverStartsWhatAClientWasSendingWhenItsCableWasCut() throws Exception {
    JobRequest request = job("echo ran >>runs", "# " + "x".repeat(200_000));
    try (var cable = CutCable.to(part.address(), part.port());
        RemoteHost cabled = hosts.dial(part.behind(cable.port()))) {
      cable.cutAfterSending(120_000);
      assertThatThrownBy(() -> jobs.run(cabled, request, JobListener.DEAF))
          .isInstanceOf(ConnectionLostException.class);
    }

    Poll.until(
        "nothing is left of what arrived",
        () -> {
          String[] files = seen.resolve(".windlass/jobs").toFile().list();
          return files == null || files.length == 0;
        });
    assertThat(runs()).isZero();
  }

  @Test
  void endsAlthoughADaemonKeepsItsDescriptors() throws Exception {
    long begun = System.nanoTime();
    JobResult result = run(job("setsid sleep 60 & echo $! >daemon; echo started"));

    assertThat(result)
        .isInstanceOfSatisfying(
            JobResult.Finished.class, end -> assertThat(end.tail()).isEqualTo("started\n"));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    // A daemon of a job that ended is not the job's: killing the operation leaves it alone.
    assertThat(jobs.kill(host, scope, List.of(operation)).getFirst().state())
        .isEqualTo(KillRow.State.FINISHED);
    assertThat(host.run(RemoteCommand.of("kill $(cat " + scope.path() + "/daemon)")).ending())
        .matches(ending -> ending.isZero());
  }

  @Test
  void refusesALowerNumberThanTheFence() throws Exception {
    assertThat(jobs.raiseFence(host, new JobScope(scope.path(), 9))).isEqualTo(9);
    assertThat(jobs.raiseFence(host, scope)).isEqualTo(9);

    assertThat(run(job("echo ran >>runs")))
        .isEqualTo(
            new JobResult.Refused(JobResult.Refusal.FENCE, "deployment 9 has been here since"));
    assertThat(runs()).isZero();
  }

  @Test
  void itsFirstJobKeepsEarlierDeploymentsOut() throws Exception {
    run(job("echo new >>runs"));
    operation += "/old";
    scope = new JobScope(scope.path(), scope.fence() - 1);

    assertThat(run(job("echo old >>runs")))
        .isEqualTo(
            new JobResult.Refused(JobResult.Refusal.FENCE, "deployment 7 has been here since"));
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void refusesALateAttemptOfASupersededOperation() throws Exception {
    assertThat(jobs.kill(host, scope, List.of(operation)))
        .containsExactly(new KillRow(operation, KillRow.State.NEVER_STARTED, ""));

    assertThat(run(job("echo ran >>runs")))
        .isInstanceOfSatisfying(
            JobResult.Refused.class,
            refused -> assertThat(refused.by()).isEqualTo(JobResult.Refusal.TOMBSTONE));
    assertThat(runs()).isZero();
  }

  @Test
  void leavesNoProcessOfAKilledJob() throws Exception {
    JobRequest request =
        job(
            "setsid sleep 98.1 & (trap '' TERM; sleep 98.2; sleep 98.3) &"
                + " setsid setsid sh -c 'trap \"\" TERM; sleep 98.4 & sleep 98.5' &"
                + " touch begun; sleep 98.6",
            "touch next");
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");

    assertThat(jobs.kill(host, scope, List.of(operation)))
        .containsExactly(new KillRow(operation, KillRow.State.DEAD, ""));

    String left = host.run(RemoteCommand.of("ps axww -o args | grep 'sleep 98[.]' || :")).output();
    assertThat(left).isEmpty();
    assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(JobResult.Killed.class);
    assertThat(seen.resolve("next")).doesNotExist();
    assertThat(run(request)).isInstanceOf(JobResult.Killed.class);
  }

  @Test
  void endsWhatALowerNumberLeftRunningAndNothingElse() throws Exception {
    run(job("echo ended"));
    operation += "/runs";
    Future<JobResult> running = pool.submit(() -> run(job("touch begun; sleep 90.1")));
    awaitFile("begun");
    assertThat(jobs.killOlder(host, scope)).as("of the same number").isEmpty();

    JobScope later = new JobScope(scope.path(), scope.fence() + 1);
    assertThat(jobs.killOlder(host, later))
        .containsExactly(new KillRow(operation, KillRow.State.DEAD, ""));

    assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(JobResult.Killed.class);
    assertThat(jobs.killOlder(host, later)).isEmpty();
    operation += "/late";
    assertThat(run(job("echo ran >>runs")))
        .isInstanceOfSatisfying(
            JobResult.Refused.class,
            refused -> assertThat(refused.by()).isEqualTo(JobResult.Refusal.FENCE));
    assertThat(runs()).isZero();
  }

  @Test
  void killsAtTheTimeLimit() throws Exception {
    JobRequest slow =
        request(
            List.of(JobCommand.of("slow", "echo begun; setsid sleep 97.1 & sleep 97.2")),
            new TreeMap<>(),
            JobRequest.Terms.limitedTo(Duration.ofMillis(300)));

    assertThat(run(slow))
        .isInstanceOfSatisfying(
            JobResult.TimedOut.class,
            late -> {
              assertThat(late.tail()).isEqualTo("begun\n");
              assertThat(exits(late.commands())).containsExactly("slow: null");
            });
    String left = host.run(RemoteCommand.of("ps axww -o args | grep 'sleep 97[.]' || :")).output();
    assertThat(left).isEmpty();
  }

  @Test
  void doesNotKnowTheEndWhenItsSupervisorWasShot() throws Exception {
    JobRequest request = job("echo ran >>runs; touch begun; sleep 20");
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");
    shootEverything();

    assertThat(running.get(20, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            JobResult.Unknown.class,
            unknown -> assertThat(exits(unknown.commands())).containsExactly("command 0: null"));
    assertThat(run(request)).isInstanceOf(JobResult.Unknown.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void runsAgainWhatIsIdempotentWhenItsEndIsUnknown() throws Exception {
    JobRequest once = job("echo ran >>runs; touch begun; [ -e go ] || sleep 20; echo over");
    Future<JobResult> running = pool.submit(() -> run(once));
    awaitFile("begun");
    shootEverything();
    assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(JobResult.Unknown.class);
    Files.createFile(seen.resolve("go"));

    JobRequest again = request(once.commands(), new TreeMap<>(), once.terms().runnableAgain());

    assertThat(run(again)).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(2);
  }

  /** As the kernel does when memory runs out, only more thoroughly. */
  private void shootEverything() {
    String started = directory().toString().replace(seen.toString(), scope.path()) + "/started";
    host.run(
        RemoteCommand.of(
            // Again, for what one of them has just started.
            "read -r leader rest <\"$1\"; while all=$(ps -o pid= -s \"$leader\"); do kill -s KILL $all; done",
            started));
  }

  @Test
  void waitsForWhatADeadSupervisorLeftRunning() throws Exception {
    JobRequest request = job("touch begun; sleep 1; echo over >>runs");
    Future<JobResult> running = pool.submit(() -> run(request));
    awaitFile("begun");
    String started = directory().toString().replace(seen.toString(), scope.path()) + "/started";
    host.run(RemoteCommand.of("read -r leader rest <\"$1\"; kill -s KILL $leader", started));

    assertThat(running.get(20, TimeUnit.SECONDS)).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void boundsTheLogAndKeepsItsEnd() throws Exception {
    JobRequest loud =
        request(
            List.of(
                JobCommand.of(
                    "loud", "head -c 3000000 /dev/zero | tr '\\0' x; echo the end; exit 1")),
            new TreeMap<>(),
            JobRequest.Terms.limitedTo(Duration.ofSeconds(20)).keeping(64 * 1024));

    var finished = (JobResult.Finished) run(loud);

    assertThat(finished.tail()).endsWith("xxxthe end\n").hasSize(1024);
    assertThat(Files.size(directory().resolve("log"))).isLessThan(80 * 1024);
  }

  @Test
  void beatsWhileTheJobIsSilent() {
    var heard = new Heard();
    jobs.run(host, job("sleep 2.5"), heard);

    assertThat(heard.beats).isGreaterThanOrEqualTo(2);
    assertThat(heard.chunks).isEmpty();
  }

  @Test
  void stopsFollowingWhenTheListenerThrowsButLetsTheJobRun() throws Exception {
    JobRequest request = job("sleep 1.5; echo ran >>runs");
    var cancelling =
        new JobListener() {
          @Override
          public void output(JobOutput chunk) {}

          @Override
          public void alive(long offset) {
            throw new IllegalStateException("cancelled");
          }
        };

    assertThatThrownBy(() -> jobs.run(host, request, cancelling)).hasMessage("cancelled");
    assertThat(run(request)).isInstanceOf(JobResult.Finished.class);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void prunesJobsThatTheFenceKeepsAway() throws Exception {
    run(job("echo ran"));
    assertThat(jobs.prune(host, new JobScope(scope.path(), 8))).isZero();

    jobs.raiseFence(host, new JobScope(scope.path(), 8));

    assertThat(jobs.prune(host, new JobScope(scope.path(), 8))).isEqualTo(1);
    assertThat(directory()).doesNotExist();
  }

  @Test
  void leavesDirectoriesThatOnlyTheLoginMayRead() throws Exception {
    run(job("echo ran"));

    for (Path folder : List.of(directory(), directory().getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
    assertThat(directory().resolve("owner")).content().contains("operation " + operation);
  }

  @Test
  void provesItselfOnTheHost() {
    assertThat(jobs.probe(hosts, part.target(), scope)).isEmpty();
  }

  @Test
  void refusesAHostWithoutAPlaceForIt() throws Exception {
    Files.createFile(seen.resolve("file"));
    scope = new JobScope(scope.path() + "/file", 7);

    assertThat(run(job("echo ran")))
        .isInstanceOfSatisfying(
            JobResult.Refused.class,
            refused -> assertThat(refused.by()).isEqualTo(JobResult.Refusal.HOST));
  }
}
