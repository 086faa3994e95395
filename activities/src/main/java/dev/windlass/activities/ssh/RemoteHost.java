package dev.windlass.activities.ssh;

/**
 * One host that can be reached. Methods throw {@link RemoteHostException} when the host can't be
 * reached and {@link java.util.concurrent.CancellationException} when the thread is interrupted.
 */
public interface RemoteHost extends AutoCloseable {

  /** What people call this host. */
  String name();

  /**
   * Runs a short command to its end, its time limit or the loss of the connection. For looking, and
   * for acts that may happen twice: a lost connection leaves open whether it ran.
   */
  RunResult run(RemoteCommand command);

  /** Starts a command whose output is read while it runs. The caller closes the process. */
  RemoteProcess start(RemoteCommand command);

  /**
   * Starts a command that reads what is written to {@link RemoteProcess#input} while it runs; the
   * command brings no input of its own. The caller closes the process.
   */
  RemoteProcess startFed(RemoteCommand command);

  /**
   * Brings a file to the host under a temporary name, checks size and digest there, then renames. A
   * file that is already there with that digest is left alone.
   *
   * @throws UploadFailedException when the host couldn't take the file (space, rights, digest)
   */
  void upload(Upload upload);

  /**
   * Opens its files over SFTP. The caller closes them.
   *
   * @throws FileRefusedException when the host offers no SFTP
   */
  RemoteFiles files();

  /** Opens a local port on 127.0.0.1 that leads to that address as the host sees it. */
  Tunnel forward(String address, int port);

  @Override
  void close();
}
