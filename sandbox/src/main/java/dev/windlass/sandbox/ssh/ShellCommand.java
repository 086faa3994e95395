package dev.windlass.sandbox.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.NullUnmarked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exec request as a real process. MINA's own ProcessShell kills the process when the channel
 * closes; sshd doesn't, so this one only takes its pipes away.
 */
@NullUnmarked
final class ShellCommand implements Command {

  private static final Logger log = LoggerFactory.getLogger(ShellCommand.class);

  private final String line;
  private final Path home;
  private final String user;
  private InputStream in;
  private OutputStream out;
  private OutputStream err;
  private ExitCallback exit;
  private volatile Process process;

  ShellCommand(String line, Path home, String user) {
    this.line = line;
    this.home = home;
    this.user = user;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-c", line).directory(home.toFile());
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                path,
                "HOME",
                home.toString(),
                "SHELL",
                "/bin/sh",
                "USER",
                user,
                "LOGNAME",
                user));
    process = builder.start();
    Thread.ofVirtual().start(() -> pump(in, process.getOutputStream()));
    Thread errors = Thread.ofVirtual().start(() -> pump(process.getErrorStream(), err));
    Thread.ofVirtual()
        .start(() -> {
          pump(process.getInputStream(), out);
          finish(errors);
        });
  }

  private void finish(Thread errors) {
    try {
      int code = process.waitFor();
      errors.join();
      exit.onExit(code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Copies until either side ends, then closes the receiving side so that its reader sees it. */
  private static void pump(InputStream from, OutputStream to) {
    byte[] buffer = new byte[32 * 1024];
    try (to) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    } catch (IOException closed) {
      log.trace("the other side of a pipe has gone", closed);
    }
  }

  @Override
  public void destroy(ChannelSession channel) throws IOException {
    if (process != null) {
      process.getOutputStream().close();
      process.getInputStream().close();
      process.getErrorStream().close();
    }
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }
}
