package dev.windlass.activities.ssh.jsch;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.Upload;
import dev.windlass.activities.ssh.UploadFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends one file over one exec channel to upload.sh, which says first whether it is wanted. SFTP
 * would take a channel and a process of its own besides that script, and a subsystem that not every
 * host offers.
 */
final class Uploader {

  /** After which the host gives up, whoever still sends. */
  static final Duration LIMIT = Duration.ofMinutes(30);

  private static final int PIECE = 64 * 1024;

  /**
   * Between pieces, so that many hosts take turns. A host that gets all at once buffers it, up to
   * SSH's window of 2 MB, in steps that each copy what is there: with 100 hosts on two cores that
   * was an eighth of a deployment's time (docs/performance.md). It bounds an upload to 600 MB/s.
   */
  private static final Duration TURN = Duration.ofNanos(100_000);

  private final RemoteHost host;
  private final Upload upload;

  Uploader(RemoteHost host, Upload upload) {
    this.host = host;
    this.upload = upload;
  }

  RemoteCommand command() {
    String temporary = upload.remotePath() + ".part-" + UUID.randomUUID();
    return RemoteCommand.of(
            script(), upload.remotePath(), temporary, upload.sha256(), upload.mode())
        .withTimeout(LIMIT);
  }

  /** Answers what upload.sh asks for. */
  void over(JschProcess process) {
    var answers =
        new BufferedReader(new InputStreamReader(process.output(), StandardCharsets.UTF_8));
    try {
      if ("absent".equals(answers.readLine())) {
        send(process);
        answers.readLine();
      }
    } catch (InterruptedIOException e) {
      throw Dialler.interrupted();
    } catch (IOException e) {
      throw lost(e);
    }
    switch (process.ending()) {
      case Ending.ConnectionLost _ -> throw lost(null);
      case Ending.Exited(int status) when status == 0 -> {}
      case Ending ending -> throw refused(process, ending);
    }
  }

  private void send(JschProcess process) throws InterruptedIOException {
    try (InputStream content = Files.newInputStream(upload.local())) {
      pass(content, process.input());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(upload.local() + " can't be read", e);
    }
  }

  /**
   * Up to the end of the content, or of what the host takes: how its command ended says why.
   *
   * @throws IOException where the content can't be read
   */
  static void pass(InputStream content, OutputStream to) throws IOException {
    byte[] piece = new byte[PIECE];
    int length = content.read(piece);
    while (length >= 0 && taken(to, piece, length)) {
      LockSupport.parkNanos(TURN.toNanos());
      length = content.read(piece);
    }
    if (length < 0) {
      ended(to);
    }
  }

  private static boolean taken(OutputStream to, byte[] piece, int length)
      throws InterruptedIOException {
    try {
      to.write(piece, 0, length);
      return true;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException takesNoMore) {
      return false;
    }
  }

  /** JSch sends what it still holds before the end. */
  private static void ended(OutputStream to) throws InterruptedIOException {
    try {
      to.close();
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException takesNoMore) {
      // as in taken: how the command ended says why
    }
  }

  private ConnectionLostException lost(@Nullable IOException cause) {
    return new ConnectionLostException(
        host.name() + ": lost while sending " + upload.remotePath(), cause);
  }

  private UploadFailedException refused(JschProcess process, Ending ending) {
    return new UploadFailedException(
        "%s: %s didn't arrive: %s (%s; space left? right to write?)"
            .formatted(host.name(), upload.remotePath(), process.errors().strip(), ending),
        null);
  }

  private static String script() {
    try (var resource = Uploader.class.getResourceAsStream("upload.sh")) {
      if (resource == null) {
        throw new IllegalStateException("upload.sh isn't on the class path");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
