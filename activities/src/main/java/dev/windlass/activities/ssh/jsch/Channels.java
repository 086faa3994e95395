package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import org.jspecify.annotations.Nullable;

/** Channels of a session. JSch answers null, and not why, when the session ends meanwhile. */
final class Channels {

  private Channels() {}

  static ChannelExec exec(Session session) throws JSchException {
    return (ChannelExec) open(session, "exec");
  }

  static ChannelSftp sftp(Session session) throws JSchException {
    return (ChannelSftp) open(session, "sftp");
  }

  /**
   * A channel that is not connected yet.
   *
   * @throws JSchException when the session cannot have one
   */
  static Channel open(Session session, String type) throws JSchException {
    @Nullable Channel channel = session.openChannel(type);
    if (channel == null) {
      throw new JSchException("the session ended while a channel was opened");
    }
    return channel;
  }
}
