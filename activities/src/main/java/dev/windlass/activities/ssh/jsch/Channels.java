package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import org.jspecify.annotations.Nullable;

/** Channels of a session. JSch answers null, and not why, when the session ends meanwhile. */
final class Channels {

  private Channels() {}

  static ChannelExec exec(Session session) throws NoChannelException {
    return (ChannelExec) open(session, "exec");
  }

  /**
   * A channel that is not connected yet.
   *
   * @throws NoChannelException when the session ends or has ended; nothing was sent
   */
  static Channel open(Session session, String type) throws NoChannelException {
    try {
      @Nullable Channel channel = session.openChannel(type);
      if (channel != null) {
        return channel;
      }
      throw new NoChannelException(null);
    } catch (JSchException down) {
      throw new NoChannelException(down);
    }
  }

  /** Asked of a session that ended meanwhile. */
  static final class NoChannelException extends JSchException {
    private static final long serialVersionUID = 1;

    NoChannelException(@Nullable JSchException cause) {
      super("the session ended while a channel was opened", cause);
    }
  }
}
