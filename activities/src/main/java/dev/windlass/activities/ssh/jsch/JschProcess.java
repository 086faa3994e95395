package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.Session;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command on an exec channel. */
final class JschProcess implements RemoteProcess {

  private final KeptSession owner;
  private final Session session;
  private final ChannelExec channel;
  private final OutputStream input;
  private final InputStream output;
  private final TailBuffer errors;
  private final AtomicBoolean closed = new AtomicBoolean();

  JschProcess(KeptSession owner, Session session, Opened opened) {
    this.owner = owner;
    this.session = session;
    this.channel = opened.channel();
    this.input = opened.input();
    this.output = opened.output();
    this.errors = opened.errors();
  }

  /** A channel whose command was started, with its streams. */
  record Opened(ChannelExec channel, OutputStream input, InputStream output, TailBuffer errors) {}

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public Ending ending() {
    // The end of the output comes first, then the status, then the channel's end; JSch has no
    // blocking wait for it, and the status is gone after disconnect.
    try {
      while (!channel.isClosed() && session.isConnected() && !closed.get()) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      throw Dialler.interrupted();
    }
    String signal = channel.getExitSignal();
    if (signal != null) {
      return new Ending.Signalled(signal);
    }
    int status = channel.getExitStatus();
    return status < 0 ? new Ending.ConnectionLost() : new Ending.Exited(status);
  }

  @Override
  public String errors() {
    return errors.text();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      channel.disconnect();
      owner.giveBack();
    }
  }
}
