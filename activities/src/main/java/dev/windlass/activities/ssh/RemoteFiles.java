package dev.windlass.activities.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's files over SFTP, for which the login needs no shell. Paths are absolute. Made for one
 * thread at a time. Methods, and the streams too, throw {@link FileRefusedException} when the host
 * says no, else what {@link RemoteHost} throws. A stream that is read slowly holds up whatever else
 * travels over the session: read over one of your own, {@link RemoteHosts#dial}.
 */
public interface RemoteFiles extends AutoCloseable {

  /**
   * Begins a file that isn't there yet, for its owner only; missing directories are made. Closing
   * the stream ends it and, where the host can, has it on the disk.
   */
  OutputStream create(String path);

  /** Reads a file from its beginning. */
  InputStream read(String path);

  /** What is there, behind a link too; null when nothing is. */
  @Nullable RemoteFile look(String path);

  /** What a directory holds, in no order. */
  List<RemoteFile> list(String directory);

  /**
   * Gives a file another name at once, and where the host can has that on the disk.
   *
   * @throws FileRefusedException as {@code PRESENT} when something has that name already
   */
  void publish(String from, String to);

  /** Takes away a file or an empty directory. */
  void delete(String path);

  @Override
  void close();
}
