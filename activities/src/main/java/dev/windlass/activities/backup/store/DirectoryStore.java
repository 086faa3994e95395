package dev.windlass.activities.backup.store;

import dev.windlass.workflows.backup.StoreAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A directory of this machine, or mounted on it. The directory itself must be there: one that is
 * made where a disk should be mounted would fill another disk.
 */
public final class DirectoryStore implements BackupStore {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final int BEGINNINGS = 5;

  private final Path root;
  private final DirectoryTroubles troubles;

  public DirectoryStore(StoreAddress.Directory address) {
    this.root = Path.of(address.path());
    this.troubles = new DirectoryTroubles(address.text(), root);
  }

  @Override
  public ObjectWriter write(StoreKey key) {
    Path to = path(key);
    try {
      troubles.requireRoot();
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      return begin(key, to);
    } catch (IOException e) {
      throw troubles.of(e, key.text());
    }
  }

  /** A folder that was made may go again with another object that is abandoned there. */
  private DirectoryWriter begin(StoreKey key, Path to) throws IOException {
    Path temporary = to.resolveSibling(TemporaryName.of(key));
    for (int attempt = 1; ; attempt++) {
      makeFolders(above(to));
      try {
        return DirectoryWriter.begin(to, temporary, named(key));
      } catch (NoSuchFileException e) {
        if (attempt == BEGINNINGS) {
          throw e;
        }
      }
    }
  }

  /** Their names are on the disk before anything in them is. */
  private void makeFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    makeFolders(above(folder));
    try {
      Files.createDirectory(folder, OWNER_ONLY);
    } catch (FileAlreadyExistsException byAnother) {
      return;
    }
    sync(above(folder));
  }

  /** The directory of a file or folder; below the root each has one. */
  static Path above(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** Has a directory's names on the disk. */
  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream read(StoreKey key) {
    try {
      return new NamedInput(Files.newInputStream(path(key)), e -> troubles.of(e, key.text()));
    } catch (IOException e) {
      throw troubles.of(e, key.text());
    }
  }

  @Override
  public List<StoredObject> list(String prefix) {
    troubles.requireRoot();
    return new FolderTree(this::entries).objects(prefix);
  }

  private List<FolderTree.Entry> entries(String folder) {
    List<FolderTree.Entry> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path file : files) {
        add(file, found);
      }
    } catch (NoSuchFileException | NotDirectoryException gone) {
      // Taken away while it was walked: that is an empty folder.
      return found;
    } catch (IOException | DirectoryIteratorException e) {
      throw troubles.of(e, folder);
    }
    return found;
  }

  private static void add(Path file, List<FolderTree.Entry> found) throws IOException {
    try {
      BasicFileAttributes seen =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (seen.isDirectory() || seen.isRegularFile()) {
        found.add(
            new FolderTree.Entry(
                file.getFileName().toString(),
                seen.isDirectory(),
                seen.size(),
                seen.lastModifiedTime().toInstant()));
      }
    } catch (NoSuchFileException gone) {
      return; // taken away, or given its final name, while the folder was read
    }
  }

  @Override
  public void delete(StoreKey key) {
    troubles.requireRoot();
    remove(path(key), key.text());
  }

  private void remove(Path file, String what) {
    try {
      if (Files.deleteIfExists(file)) {
        deleteEmpty(above(file));
      }
    } catch (IOException e) {
      throw troubles.of(e, what);
    }
  }

  /** The folder of a backup goes with its last file. */
  static void deleteEmpty(Path folder) throws IOException {
    try {
      Files.delete(folder);
      sync(above(folder));
    } catch (DirectoryNotEmptyException | NoSuchFileException stays) {
      sync(folder);
    }
  }

  @Override
  public List<Leftover> leftovers(Duration age) {
    troubles.requireRoot();
    return new FolderTree(this::entries)
        .temporaries(age).stream()
            .map(one ->
                new Leftover(
                    one.path(), one.modified(), () -> remove(root.resolve(one.path()), one.path())))
            .toList();
  }

  private DirectoryTroubles.Named named(StoreKey key) {
    return new DirectoryTroubles.Named(troubles, key.text());
  }

  private Path path(StoreKey key) {
    return root.resolve(key.folder()).resolve(key.file());
  }

  @Override
  public String toString() {
    return troubles.address();
  }

  @Override
  public void close() {
    // nothing is held between calls
  }
}
