package dev.windlass.activities.ssh.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteFiles;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteProcess;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.activities.ssh.Tunnel;
import dev.windlass.activities.ssh.Upload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A host to which our scripts come with some of their guards taken out, so that a test can show
 * what they are for.
 */
final class UnguardedHost implements RemoteHost {

  /** Places of length and digest of the job's script among the arguments of start.sh. */
  private static final int LENGTH = 3;

  private static final int DIGEST = 4;

  private record Guard(String text, String instead) {}

  private final RemoteHost host;
  private final List<Guard> taken = new ArrayList<>();

  UnguardedHost(RemoteHost host) {
    this.host = host;
  }

  /** Takes this text out of every script that has it; one of them must. */
  UnguardedHost without(String guard, String instead) {
    assertThat(Arrays.stream(HostScript.values()).map(HostScript::text))
        .as("a script with the guard " + guard)
        .anyMatch(text -> text.contains(guard));
    taken.add(new Guard(guard, instead));
    return this;
  }

  /** What is sent in the command's place. */
  RemoteCommand weakened(RemoteCommand command) {
    List<String> arguments = new ArrayList<>(command.arguments());
    String input = command.stdin();
    if (!input.isEmpty()) {
      byte[] sent = input.getBytes(UTF_8);
      int length = Integer.parseInt(arguments.get(LENGTH));
      String script = weakened(new String(sent, 0, length, UTF_8));
      input = script + new String(sent, length, sent.length - length, UTF_8);
      arguments.set(LENGTH, Integer.toString(script.getBytes(UTF_8).length));
      arguments.set(DIGEST, JobScript.digest(script));
    }
    return new RemoteCommand(
        weakened(command.script()), arguments, input, command.timeout(), command.keep());
  }

  private String weakened(String script) {
    String left = script;
    for (Guard guard : taken) {
      left = left.replace(guard.text(), guard.instead());
    }
    return left;
  }

  @Override
  public String name() {
    return host.name();
  }

  @Override
  public RunResult run(RemoteCommand command) {
    return host.run(weakened(command));
  }

  @Override
  public RemoteProcess start(RemoteCommand command) {
    return host.start(weakened(command));
  }

  @Override
  public RemoteProcess startFed(RemoteCommand command) {
    return host.startFed(weakened(command));
  }

  @Override
  public void upload(Upload upload) {
    host.upload(upload);
  }

  @Override
  public RemoteFiles files() {
    return host.files();
  }

  @Override
  public Tunnel forward(String address, int port) {
    return host.forward(address, port);
  }

  @Override
  public void close() {
    host.close();
  }
}
