package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteFiles;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteProcess;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.activities.ssh.ShellWord;
import dev.windlass.activities.ssh.Tunnel;
import dev.windlass.activities.ssh.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A host behind a {@link KeptSession}. */
final class JschRemoteHost implements RemoteHost {

  private static final int OPEN_MILLIS = 10_000;
  private static final int OPENS = 20;
  private static final int ERRORS_KEPT = 4096;

  /** How much later than the host we give up ourselves, so that its verdict can arrive. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private final KeptSession session;
  private final Runnable onClose;

  JschRemoteHost(KeptSession session, Runnable onClose) {
    this.session = session;
    this.onClose = onClose;
  }

  @Override
  public String name() {
    return session.name();
  }

  @Override
  public RunResult run(RemoteCommand command) {
    long begun = System.nanoTime();
    var output = new TailBuffer(command.keep());
    try (JschProcess process = open(command, endingAfter(command.timeout()), Input.TEXT)) {
      Thread giveUp = Thread.ofVirtual().start(() -> closeLate(process, command.timeout()));
      copy(process, output);
      Ending ending = process.ending();
      giveUp.interrupt();
      boolean late = System.nanoTime() - begun >= command.timeout().toNanos();
      Ending told = late ? new Ending.TimedOut(command.timeout()) : ending;
      return new RunResult(told, output.text(), process.errors());
    }
  }

  private static void closeLate(JschProcess process, Duration timeout) {
    try {
      Thread.sleep(timeout.plus(GRACE));
      process.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(JschProcess process, TailBuffer output) {
    byte[] buffer = new byte[16 * 1024];
    try {
      for (int n = process.output().read(buffer); n >= 0; n = process.output().read(buffer)) {
        output.write(buffer, 0, n);
      }
    } catch (InterruptedIOException e) {
      throw Dialler.interrupted();
    } catch (IOException e) {
      // The ending says that the connection was lost.
      output.write(new byte[0], 0, 0);
    }
  }

  @Override
  public RemoteProcess start(RemoteCommand command) {
    return open(command, "", Input.TEXT);
  }

  @Override
  public RemoteProcess startFed(RemoteCommand command) {
    if (!command.stdin().isEmpty()) {
      throw new IllegalArgumentException("a command that is fed brings no input of its own");
    }
    return open(command, "", Input.STREAM);
  }

  /** Whether a command reads the text that it comes with, or what is sent while it runs. */
  private enum Input {
    TEXT,
    STREAM
  }

  /** The host ends what overstays; closing a channel alone would leave it running. */
  private static String endingAfter(Duration limit) {
    return "timeout -k 2 " + limit.toMillis() / 1000.0 + " ";
  }

  private JschProcess open(RemoteCommand command, String prefix, Input input) {
    String mark = Mark.word();
    String script = "echo \"$0\"; echo \"$0\" >&2\n" + command.script();
    String words =
        Stream.concat(Stream.of(script, mark), command.arguments().stream())
            .map(ShellWord::quote)
            .collect(Collectors.joining(" "));
    boolean reads = input == Input.STREAM || !command.stdin().isEmpty();
    String line = "exec " + prefix + "/bin/sh -c " + words + (reads ? "" : " </dev/null");
    Request request = new Request(line, command.stdin(), input, mark);
    return openPatiently(living -> new JschProcess(session, living, exec(living, request)));
  }

  private record Request(String line, String stdin, Input input, String mark) {}

  /** Makes something of one of the session's channels, which gives it back when it is closed. */
  private interface Opening<T> {
    T over(Session living) throws JSchException, IOException;
  }

  private <T> T openPatiently(Opening<T> opening) {
    session.takeChannel();
    try {
      return tryToOpen(opening);
    } catch (RuntimeException e) {
      session.giveBack();
      throw e;
    }
  }

  /**
   * A host with a small MaxSessions refuses channels while others are in use, and a session may
   * have ended that nobody has noticed yet: ask again.
   */
  private <T> T tryToOpen(Opening<T> opening) {
    for (int attempt = 1; ; attempt++) {
      Session living = session.use();
      try {
        return opening.over(living);
      } catch (JSchException | IOException e) {
        if (!isUnsent(e, living) || attempt == OPENS) {
          throw new ConnectionLostException(
              name() + ": a command couldn't be sent: " + e.getMessage(), e);
        }
        pause(attempt);
      }
    }
  }

  private static boolean isUnsent(Exception e, Session session) {
    return e instanceof Channels.NoChannelException
        || (session.isConnected() && "channel is not opened.".equals(e.getMessage()));
  }

  private static JschProcess.Opened exec(Session living, Request request)
      throws JSchException, IOException {
    var channel = Channels.exec(living);
    var errors = new TailBuffer(ERRORS_KEPT, Mark.of(request.mark()));
    channel.setCommand(request.line().getBytes(StandardCharsets.UTF_8));
    if (!request.stdin().isEmpty()) {
      // JSch starts a thread that sends it, and fails if the command has ended before: nothing is
      // sent where there is nothing.
      channel.setInputStream(
          new ByteArrayInputStream(request.stdin().getBytes(StandardCharsets.UTF_8)));
    }
    channel.setErrStream(errors);
    var output = new QuietStream(channel.getInputStream(), Mark.of(request.mark()));
    OutputStream input =
        request.input() == Input.STREAM
            ? channel.getOutputStream()
            : OutputStream.nullOutputStream();
    channel.connect(OPEN_MILLIS);
    return new JschProcess.Opened(channel, input, output, errors);
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(20L, 50L + 50L * attempt));
    } catch (InterruptedException e) {
      throw Dialler.interrupted();
    }
  }

  @Override
  public void upload(Upload upload) {
    Uploader uploader = new Uploader(this, upload);
    RemoteCommand command = uploader.command();
    try (JschProcess process = open(command, endingAfter(command.timeout()), Input.STREAM)) {
      uploader.over(process);
    }
  }

  @Override
  public RemoteFiles files() {
    return openPatiently(living -> SftpChannel.open(session, living));
  }

  @Override
  public Tunnel forward(String address, int port) {
    return new Forward(session, address, port);
  }

  @Override
  public void close() {
    onClose.run();
  }
}
