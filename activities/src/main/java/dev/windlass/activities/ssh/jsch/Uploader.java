package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.activities.ssh.Upload;
import dev.windlass.activities.ssh.UploadFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Sends one file by SFTP; what it looks at and renames on the host is in upload.sh. */
final class Uploader {

  private static final Duration DIGEST_LIMIT = Duration.ofMinutes(10);
  private static final int OPEN_MILLIS = 10_000;

  /** What JSch says when the channel is there and the host refuses to start what was asked. */
  private static final String SUBSYSTEM_REFUSED = "failed to send channel request";

  private final RemoteHost host;
  private final KeptSession session;

  Uploader(RemoteHost host, KeptSession session) {
    this.host = host;
    this.session = session;
  }

  void upload(Upload upload) {
    String temporary = upload.remotePath() + ".part-" + UUID.randomUUID();
    if (!step("prepare", upload, temporary).equals("present")) {
      put(upload, temporary);
      step("finish", upload, temporary);
    }
  }

  private String step(String verb, Upload upload, String temporary) {
    RunResult result =
        host.run(
            RemoteCommand.of(
                    script(), verb, upload.remotePath(), temporary, upload.sha256(), upload.mode())
                .withTimeout(DIGEST_LIMIT));
    if (result.ending() instanceof Ending.ConnectionLost) {
      throw new ConnectionLostException(host.name() + ": lost while looking at an upload", null);
    }
    if (!result.ending().isZero()) {
      throw new UploadFailedException(
          "%s: %s: %s %s"
              .formatted(
                  host.name(), upload.remotePath(), result.errors().strip(), result.ending()),
          null);
    }
    return result.output().strip();
  }

  private void put(Upload upload, String temporary) {
    over(
        "sending " + upload.remotePath(),
        (living, sftp) -> {
          try {
            sftp.put(upload.local().toString(), temporary);
          } catch (SftpException e) {
            throw trouble(upload, living, e);
          }
        });
  }

  /** Opens what files would come through, and closes it again. */
  void probe() {
    over("trying SFTP", (living, sftp) -> {});
  }

  private interface Transfer {
    void through(Session living, ChannelSftp sftp);
  }

  private void over(String doing, Transfer transfer) {
    session.takeChannel();
    try {
      Session living = session.use();
      ChannelSftp sftp = Channels.sftp(living);
      try {
        sftp.connect(OPEN_MILLIS);
        transfer.through(living, sftp);
      } finally {
        sftp.disconnect();
      }
    } catch (JSchException e) {
      if (SUBSYSTEM_REFUSED.equals(e.getMessage())) {
        throw new UploadFailedException(
            host.name()
                + ": offers no SFTP. Add to its sshd_config: Subsystem sftp internal-sftp; then reload sshd",
            e);
      }
      throw new ConnectionLostException(
          host.name() + ": lost while " + doing + ": " + e.getMessage(), e);
    } finally {
      session.giveBack();
    }
  }

  private RuntimeException trouble(Upload upload, Session living, SftpException e) {
    String what = host.name() + ": " + upload.remotePath() + " didn't arrive: " + e.getMessage();
    return living.isConnected()
        ? new UploadFailedException(what + " (space left? right to write?)", e)
        : new ConnectionLostException(what, e);
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
