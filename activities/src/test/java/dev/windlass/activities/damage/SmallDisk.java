package dev.windlass.activities.damage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of its own, in memory, which can be made as small as what lies in it. */
final class SmallDisk implements AutoCloseable {

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Mounts one there, for anybody, with room for a server. */
  static SmallDisk at(Path directory) throws IOException {
    Files.createDirectories(directory);
    run("mount", "-t", "tmpfs", "-o", "size=600m,mode=1777", "windlass-test", directory.toString());
    return new SmallDisk(directory);
  }

  Path directory() {
    return directory;
  }

  /** From now on only so many bytes are free. */
  void leave(long bytes) throws IOException {
    FileStore there = Files.getFileStore(directory);
    long used = there.getTotalSpace() - there.getUnallocatedSpace();
    run("mount", "-o", "remount,size=" + (used + bytes), directory.toString());
  }

  @Override
  public void close() {
    // A server that was just ended may still be about to let go of it.
    run("umount", "--lazy", directory.toString());
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
