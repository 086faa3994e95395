package dev.windlass.activities.ssh;

import java.io.InputStream;
import java.io.OutputStream;

/** A remote command that is running; read {@link #output} to its end, then ask {@link #ending}. */
public interface RemoteProcess extends AutoCloseable {

  /**
   * Its standard input, when it was started by {@link RemoteHost#startFed}; closing it is the end
   * of that. Otherwise nothing that is written arrives anywhere.
   */
  OutputStream input();

  /** Its standard output. Reading ends at the end of the command or of the connection. */
  InputStream output();

  /** How it ended. Waits for the status, which the host sends after the output. */
  Ending ending();

  /** The last 4 KiB that it wrote to standard error so far. */
  String errors();

  /** Gives the channel back. A command that still runs isn't ended by this. */
  @Override
  void close();
}
