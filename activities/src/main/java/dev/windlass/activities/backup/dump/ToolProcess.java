package dev.windlass.activities.backup.dump;

import dev.windlass.activities.ssh.Ending;
import java.io.InputStream;
import java.io.OutputStream;

/** A tool that is running. Read its output to the end, then ask {@link #ending}. */
public interface ToolProcess extends AutoCloseable {

  /** Where it runs, for messages. */
  String place();

  /** What a tool with {@link ToolCommand.Input#FED} reads; closing it is the end of that. */
  OutputStream input();

  /** What it writes. Reading ends at the end of the tool or of the connection. */
  InputStream output();

  /** How it ended. Waits for that. */
  Ending ending();

  /** The last 4 KiB that it wrote to standard error, without the password. */
  String errors();

  /** Ends the tool when it still runs. */
  @Override
  void close();
}
