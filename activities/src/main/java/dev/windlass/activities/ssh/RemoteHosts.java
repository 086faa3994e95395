package dev.windlass.activities.ssh;

/** Opens hosts. One per Windlass worker: it owns the sessions and their limits. */
public interface RemoteHosts extends AutoCloseable {

  /**
   * A host behind a session that everybody with the same target shares. The session is made now if
   * it isn't there, made again after a loss by the next call that needs it, and kept some minutes
   * after its last use. Closing the returned handle does nothing.
   *
   * @throws RemoteHostException says why not, and whether another try makes sense
   */
  RemoteHost open(SshTarget target);

  /** A host behind a session of its own, which ends when the returned handle is closed. */
  RemoteHost dial(SshTarget target);

  @Override
  void close();
}
