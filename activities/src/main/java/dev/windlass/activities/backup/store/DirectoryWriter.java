package dev.windlass.activities.backup.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file under a temporary name, which gets its own when all of it is on the disk. */
final class DirectoryWriter extends ObjectWriter {

  private static final Logger log = LoggerFactory.getLogger(DirectoryWriter.class);
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path to;
  private final Path temporary;
  private final FileChannel channel;
  private final EarlySync sync;
  private final DirectoryTroubles.Named troubles;

  private DirectoryWriter(
      Path to, Path temporary, FileChannel channel, DirectoryTroubles.Named troubles) {
    this.to = to;
    this.temporary = temporary;
    this.channel = channel;
    this.sync = new EarlySync(channel::force);
    this.troubles = troubles;
  }

  static DirectoryWriter begin(Path to, Path temporary, DirectoryTroubles.Named troubles)
      throws IOException {
    Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new DirectoryWriter(
        to, temporary, FileChannel.open(temporary, anew, OWNER_ONLY), troubles);
  }

  @Override
  public void write(byte[] from, int begin, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(from, begin, length);
    try {
      while (bytes.hasRemaining()) {
        sync.wrote(channel.write(bytes));
      }
    } catch (IOException e) {
      throw troubles.of(e);
    }
  }

  @Override
  void publish() {
    try {
      sync.finish();
      channel.close();
      giveName();
      DirectoryStore.sync(DirectoryStore.above(to));
    } catch (IOException e) {
      throw troubles.of(e);
    }
  }

  /** A second link is refused when the name is taken, which a rename is not. */
  private void giveName() throws IOException {
    if (linked()) {
      Files.delete(temporary);
      return;
    }
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether it has its name; not every file system has links. */
  private boolean linked() throws FileAlreadyExistsException {
    try {
      Files.createLink(to, temporary);
      return true;
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (IOException | UnsupportedOperationException noLinks) {
      log.debug("{} is renamed, not linked", to, noLinks);
      return false;
    }
  }

  @Override
  void abandon() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
    DirectoryStore.deleteEmpty(DirectoryStore.above(temporary));
  }
}
