package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.Poll;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.TestHost;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A host of either kind and jobs on it; every test has an operation and a path of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JobFixture {

  TestHost part;
  JschRemoteHosts hosts;
  RemoteHost host;
  final RemoteJobs jobs = new ShellRemoteJobs(Duration.ofMillis(500));
  final ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
  String operation;
  JobScope scope;
  Path seen;

  abstract TestHost start(Path in) throws Exception;

  @BeforeAll
  void startHost(@TempDir Path shared) throws Exception {
    part = start(shared.resolve("host"));
  }

  @AfterAll
  void stopHost() throws Exception {
    pool.shutdownNow();
    if (part != null) {
      part.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    hosts = new JschRemoteHosts(part.identities());
    host = hosts.open(part.target());
    String id = UUID.randomUUID().toString().substring(0, 8);
    operation = "d-1/prepare/web-1/" + id;
    scope = new JobScope(part.base().resolve(id).toString(), 7);
    host.run(RemoteCommand.of("mkdir -p \"$1\"", scope.path()));
    seen = part.seen().resolve(id);
  }

  @AfterEach
  void close() {
    hosts.close();
  }

  JobRequest job(String... lines) {
    var commands = new ArrayList<JobCommand>();
    for (String line : lines) {
      commands.add(JobCommand.of("command " + commands.size(), line));
    }
    return request(commands, new TreeMap<>(), JobRequest.Terms.limitedTo(Duration.ofSeconds(20)));
  }

  JobRequest request(
      List<JobCommand> commands, SortedMap<String, String> secrets, JobRequest.Terms terms) {
    return new JobRequest(operation, scope, commands, JobSecrets.handing(secrets), terms);
  }

  JobResult run(JobRequest request) {
    return jobs.run(host, request, JobListener.DEAF);
  }

  Path directory() {
    return seen.resolve(".windlass/jobs").resolve(JobScript.digest(operation));
  }

  int runs() throws IOException {
    Path runs = seen.resolve("runs");
    return Files.exists(runs) ? Files.readAllLines(runs).size() : 0;
  }

  void awaitFile(String name) throws Exception {
    Poll.until(name + " is there", () -> Files.exists(seen.resolve(name)));
  }

  static List<String> exits(List<CommandRow> rows) {
    return rows.stream().map(row -> row.name() + ": " + row.exit()).toList();
  }
}
