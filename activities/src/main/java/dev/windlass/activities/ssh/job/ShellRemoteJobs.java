package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.ssh.job.FrameReader.Frame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Remote jobs by the shell files beside this package; {@code docs/remote-jobs.md} tells how. */
public final class ShellRemoteJobs implements RemoteJobs {

  private static final Duration LOOK = Duration.ofSeconds(30);

  private final Duration patience;

  /** A job that is killed gets ten seconds between TERM and KILL. */
  public ShellRemoteJobs() {
    this(Duration.ofSeconds(10));
  }

  /**
   * @param patience time between TERM and KILL
   */
  public ShellRemoteJobs(Duration patience) {
    this.patience = patience;
  }

  @Override
  public JobResult run(RemoteHost host, JobRequest request, JobListener listener) {
    JobResult result = new Following(host, request, listener).follow();
    return result == null ? endOverdue(host, request) : result;
  }

  /** The supervisor died, so nobody on the host kept the time limit. */
  private JobResult endOverdue(RemoteHost host, JobRequest request) {
    KillRow row = kill(host, request.scope(), List.of(request.operation())).getFirst();
    if (row.state() == KillRow.State.ALIVE) {
      return new JobResult.Unknown(
          "it ran into its time limit and can't be killed: " + row.detail(), List.of(), "");
    }
    return new JobResult.TimedOut(List.of(), "");
  }

  @Override
  public List<KillRow> kill(RemoteHost host, JobScope scope, List<String> operations) {
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(scope.fence()));
    arguments.add(Long.toString(patience.toMillis() / 10));
    for (String operation : operations) {
      arguments.add(JobScript.digest(operation));
      arguments.add(operation);
    }
    Duration limit = LOOK.plus(patience.multipliedBy(operations.size()));
    List<Frame> rows = rows(host, new Question(HostScript.KILL, scope.path(), arguments, limit));
    var told = new ArrayList<KillRow>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> words = rows.get(i).words();
      KillRow.State state =
          switch (words.getFirst()) {
            case "never" -> KillRow.State.NEVER_STARTED;
            default -> KillRow.State.valueOf(words.getFirst().toUpperCase(Locale.ROOT));
          };
      String detail = String.join(" ", words.subList(1, words.size()));
      told.add(new KillRow(operations.get(i), state, detail));
    }
    return told;
  }

  @Override
  public List<KillRow> killOlder(RemoteHost host, JobScope scope) {
    raiseFence(host, scope);
    List<String> argument = List.of(Long.toString(scope.fence()));
    List<String> open =
        rows(host, new Question(HostScript.OPEN, scope.path(), argument, LOOK)).stream()
            .map(Frame::rest)
            .toList();
    return open.isEmpty() ? List.of() : kill(host, scope, open);
  }

  @Override
  public long raiseFence(RemoteHost host, JobScope scope) {
    return Long.parseLong(number(host, HostScript.FENCE, scope));
  }

  @Override
  public int prune(RemoteHost host, JobScope scope) {
    return Integer.parseInt(number(host, HostScript.PRUNE, scope));
  }

  private static String number(RemoteHost host, HostScript script, JobScope scope) {
    List<String> argument = List.of(Long.toString(scope.fence()));
    return rows(host, new Question(script, scope.path(), argument, LOOK)).getFirst().rest();
  }

  @Override
  public HostBoot boot(RemoteHost host) {
    List<String> words =
        rows(host, new Question(HostScript.BOOT, "/", List.of(), LOOK)).getFirst().words();
    return new HostBoot(words.get(0), words.get(1));
  }

  @Override
  public List<String> probe(RemoteHosts hosts, SshTarget target, JobScope scope) {
    try (RemoteHost host = hosts.dial(target)) {
      List<String> lacks =
          rows(host, new Question(HostScript.PROBE, scope.path(), List.of(), LOOK)).stream()
              .map(Frame::rest)
              .toList();
      return lacks.isEmpty() ? new SurvivalProbe(this, hosts, target).survives(scope) : lacks;
    }
  }

  private record Question(HostScript script, String path, List<String> arguments, Duration limit) {}

  /** Runs one of our scripts, which answers with rows. */
  private static List<Frame> rows(RemoteHost host, Question question) {
    String mark = Mark.next();
    var words = new ArrayList<>(List.of(question.path(), mark));
    words.addAll(question.arguments());
    HostScript script = question.script();
    RemoteCommand command =
        RemoteCommand.of(script.text(), words.toArray(String[]::new)).withTimeout(question.limit());
    RunResult result = host.run(command);
    if (!(result.ending() instanceof Ending.Exited(int code)) || code != 0) {
      throw new ConnectionLostException(
          "%s: %s didn't come to its end: %s %s"
              .formatted(host.name(), script, result.ending(), result.errors().strip()),
          null);
    }
    return parse(host, script, new FrameReader(bytes(result.output()), mark));
  }

  private static List<Frame> parse(RemoteHost host, HostScript script, FrameReader reader) {
    var rows = new ArrayList<Frame>();
    try {
      for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
        if (frame.verb().equals("failed")) {
          throw new HostRefusedException(host.name() + ": " + frame.rest());
        }
        rows.add(frame);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(script + " of " + host.name(), e);
    }
    return rows;
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
