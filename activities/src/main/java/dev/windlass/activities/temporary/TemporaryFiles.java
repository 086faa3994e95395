package dev.windlass.activities.temporary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Temporary files of this process, below one folder of its own whose lock it holds as long as it
 * lives: what a process that was killed left there, scripts and keys, is removed by the next.
 */
public final class TemporaryFiles {

  private static final String PREFIX = "windlass-held-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileLock held;

  private TemporaryFiles(Path folder, FileLock held) {
    this.folder = folder;
    this.held = held;
  }

  private static final class Here {
    static final TemporaryFiles FILES = of(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * A place below this directory; what those who hold theirs no longer left there is gone then.
   *
   * @throws UncheckedIOException when nothing can be written there
   */
  static TemporaryFiles of(Path directory) {
    try {
      TemporaryFiles files = null;
      while (files == null) {
        files = taken(Files.createTempDirectory(directory, PREFIX));
      }
      files.sweep(directory);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null where somebody swept it away before it was locked. */
  private static @Nullable TemporaryFiles taken(Path folder) throws IOException {
    Path lock = folder.resolve(LOCK);
    FileLock held = locked(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (held == null || !Files.exists(lock)) {
      return null;
    }
    folder.toFile().deleteOnExit();
    lock.toFile().deleteOnExit();
    return new TemporaryFiles(folder, held);
  }

  private static @Nullable FileLock locked(Path lock, StandardOpenOption... options)
      throws IOException {
    FileChannel channel = FileChannel.open(lock, options);
    FileLock held = null;
    try {
      held = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another of this very process.
    } finally {
      if (held == null) {
        channel.close();
      }
    }
    return held;
  }

  private void sweep(Path directory) throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (Path other : others) {
        if (!other.equals(folder)) {
          sweepOne(other);
        }
      }
    }
  }

  /** One without a lock is about to be taken; one that cannot be opened is another user's. */
  private static void sweepOne(Path other) {
    try {
      FileLock left = locked(other.resolve(LOCK), StandardOpenOption.WRITE);
      if (left != null) {
        try (Channel _ = left.acquiredBy()) {
          delete(other);
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // It is as it was: the next one tries again.
    }
  }

  Path folder() {
    return folder;
  }

  /** What it holds is its own no longer: as when its process has died. */
  void release() throws IOException {
    held.acquiredBy().close();
  }

  /** Removes what processes left that were killed; zstd's library is unpacked here too. */
  public static void begin() {
    System.setProperty("ZstdTempFolder", Here.FILES.folder.toString());
  }

  /**
   * A new directory that nobody else may read, until {@link #delete}.
   *
   * @param name the beginning of its name
   */
  public static Path directory(String name) throws IOException {
    return Files.createTempDirectory(Here.FILES.folder, name + "-");
  }

  /** A new file that nobody else may read. */
  public static Path file(String name, String suffix) throws IOException {
    return Files.createTempFile(Here.FILES.folder, name + "-", suffix);
  }

  /** Removes a directory with all that is in it. */
  public static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
