package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.ChannelSubsystem;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.windlass.activities.ssh.FileRefusedException;
import dev.windlass.activities.ssh.FileRefusedException.Why;
import dev.windlass.activities.ssh.RemoteFiles;
import dev.windlass.activities.ssh.sftp.SftpFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A channel of a session that leads to the host's SFTP. */
final class SftpChannel {

  private static final int OPEN_MILLIS = 10_000;

  private SftpChannel() {}

  static RemoteFiles open(KeptSession owner, Session living) throws JSchException, IOException {
    var channel = (ChannelSubsystem) Channels.open(living, "subsystem");
    channel.setSubsystem("sftp");
    channel.setErrStream(OutputStream.nullOutputStream());
    InputStream from = channel.getInputStream();
    OutputStream to = channel.getOutputStream();
    try {
      channel.connect(OPEN_MILLIS);
    } catch (JSchException e) {
      // JSch has no type for it.
      if (living.isConnected() && "failed to send channel request".equals(e.getMessage())) {
        throw new FileRefusedException(
            Why.UNTOLD,
            owner.name()
                + ": offers no SFTP; add `Subsystem sftp internal-sftp` to its sshd_config");
      }
      throw e;
    }
    var closed = new AtomicBoolean();
    Runnable onClose =
        () -> {
          if (closed.compareAndSet(false, true)) {
            channel.disconnect();
            owner.giveBack();
          }
        };
    try {
      return SftpFiles.over(owner.name(), from, to, onClose);
    } catch (RuntimeException e) {
      channel.disconnect();
      throw e;
    }
  }
}
