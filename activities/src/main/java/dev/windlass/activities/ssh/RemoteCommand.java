package dev.windlass.activities.ssh;

import java.time.Duration;
import java.util.List;

/**
 * A script for the host's POSIX shell. It is run by {@code /bin/sh} directly, not by the login's
 * shell, so its start-up files can't change what it does.
 *
 * @param script text of the script
 * @param arguments become $1, $2, …; never secrets, the process list shows them
 * @param stdin what the script reads; the place for secrets
 * @param timeout after which {@link RemoteHost#run} gives up and the host ends the command
 * @param keep how many bytes at the end of each output stream {@link RemoteHost#run} returns
 */
public record RemoteCommand(
    String script, List<String> arguments, String stdin, Duration timeout, int keep) {

  public RemoteCommand {
    arguments = List.copyOf(arguments);
  }

  /** A command without input, 30 s time limit, the last 64 KiB of output kept. */
  public static RemoteCommand of(String script, String... arguments) {
    return new RemoteCommand(script, List.of(arguments), "", Duration.ofSeconds(30), 64 * 1024);
  }

  public RemoteCommand withStdin(String text) {
    return new RemoteCommand(script, arguments, text, timeout, keep);
  }

  public RemoteCommand withTimeout(Duration limit) {
    return new RemoteCommand(script, arguments, stdin, limit, keep);
  }

  public RemoteCommand keeping(int bytes) {
    return new RemoteCommand(script, arguments, stdin, timeout, bytes);
  }

  /** Without the standard input, which may hold secrets. */
  @Override
  public String toString() {
    return "RemoteCommand[" + arguments + ", " + timeout + "]";
  }
}
