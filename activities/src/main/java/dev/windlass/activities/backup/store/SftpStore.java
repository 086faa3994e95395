package dev.windlass.activities.backup.store;

import dev.windlass.activities.backup.store.FolderTree.Entry;
import dev.windlass.activities.ssh.FileRefusedException;
import dev.windlass.activities.ssh.FileRefusedException.Why;
import dev.windlass.activities.ssh.RemoteFile;
import dev.windlass.activities.ssh.RemoteFiles;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.workflows.backup.StoreAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of a host that offers SFTP; the login needs no shell there. The directory itself must
 * be there. Each object travels over a session of its own, so that it holds up nothing else.
 */
public final class SftpStore implements BackupStore {

  private static final Logger log = LoggerFactory.getLogger(SftpStore.class);
  private static final int BEGINNINGS = 5;

  private final RemoteHosts hosts;
  private final SshTarget target;
  private final String root;
  private final SftpTroubles troubles;

  /**
   * @param target the host of the address, with the key and the pins that its grant names
   */
  public SftpStore(StoreAddress.Sftp address, RemoteHosts hosts, SshTarget target) {
    this.hosts = hosts;
    this.target = target;
    this.root = address.path().equals("/") ? "" : address.path();
    this.troubles = new SftpTroubles(address.text());
  }

  @Override
  public ObjectWriter write(StoreKey key) {
    return named(key.text(), () -> begin(key));
  }

  private ObjectWriter begin(StoreKey key) {
    RemoteHost host = hosts.dial(target);
    try {
      RemoteFiles files = host.files();
      requireRoot(files);
      if (files.look(path(key)) != null) {
        throw new FileRefusedException(Why.PRESENT, host.name() + ": " + path(key));
      }
      String temporary = folder(key) + "/" + TemporaryName.of(key);
      var sending = new SftpWriter.Sending(host, files, create(files, temporary));
      return new SftpWriter(this, key, sending, temporary);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
  }

  /** A folder that was made may go again with another object that is abandoned there. */
  private static OutputStream create(RemoteFiles files, String temporary) {
    for (int attempt = 1; ; attempt++) {
      try {
        return files.create(temporary);
      } catch (FileRefusedException e) {
        if (e.why() != Why.ABSENT || attempt == BEGINNINGS) {
          throw e;
        }
      }
    }
  }

  private void requireRoot(RemoteFiles files) {
    if (files.look(root.isEmpty() ? "/" : root) == null) {
      throw troubles.noRoot(root);
    }
  }

  @Override
  public InputStream read(StoreKey key) {
    return named(
        key.text(),
        () -> {
          RemoteHost host = hosts.dial(target);
          try {
            RemoteFiles files = host.files();
            requireRoot(files);
            InputStream content = files.read(path(key));
            return new NamedInput(closing(content, host), e -> troubles.of(e, key.text()));
          } catch (RuntimeException e) {
            host.close();
            throw e;
          }
        });
  }

  /** The session ends with what travelled over it. */
  private static InputStream closing(InputStream content, RemoteHost host) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        try {
          in.close();
        } finally {
          host.close();
        }
      }
    };
  }

  @Override
  public List<StoredObject> list(String prefix) {
    return withFiles(
        prefix, files -> new FolderTree(folder -> entries(files, folder)).objects(prefix));
  }

  private List<Entry> entries(RemoteFiles files, String folder) {
    try {
      return files.list(root + "/" + folder).stream()
          .flatMap(file -> entry(file).stream())
          .toList();
    } catch (FileRefusedException e) {
      if (e.why() == Why.ABSENT) {
        // Taken away while it was walked: that is an empty folder.
        return List.of();
      }
      throw e;
    }
  }

  private static Optional<Entry> entry(RemoteFile file) {
    return switch (file.kind()) {
      case DIRECTORY -> Optional.of(new Entry(file.name(), true, 0, file.modified()));
      case FILE -> Optional.of(new Entry(file.name(), false, file.bytes(), file.modified()));
      case OTHER -> Optional.empty();
    };
  }

  @Override
  public void delete(StoreKey key) {
    remove(key.text());
  }

  private void remove(String path) {
    withFiles(
        path,
        files -> {
          deleteIfThere(files, root + "/" + path);
          return path;
        });
  }

  private static void deleteIfThere(RemoteFiles files, String path) {
    try {
      files.delete(path);
    } catch (FileRefusedException e) {
      if (e.why() == Why.ABSENT) {
        return;
      }
      throw e;
    }
    deleteEmpty(files, path.substring(0, path.lastIndexOf('/')));
  }

  /** The folder of a backup goes with its last file. */
  private static void deleteEmpty(RemoteFiles files, String folder) {
    try {
      files.delete(folder);
    } catch (FileRefusedException hasMore) {
      log.trace("{} stays", folder, hasMore);
    }
  }

  /** Takes away what an abandoned write has made; the session over which it came may be gone. */
  void abandon(String temporary) {
    try (RemoteFiles files = hosts.open(target).files()) {
      deleteIfThere(files, temporary);
    }
  }

  @Override
  public List<Leftover> leftovers(Duration age) {
    return withFiles(
        "",
        files ->
            new FolderTree(folder -> entries(files, folder))
                .temporaries(age).stream()
                    .map(one -> new Leftover(one.path(), one.modified(), () -> remove(one.path())))
                    .toList());
  }

  private <R> R withFiles(String what, Function<RemoteFiles, R> work) {
    return named(
        what,
        () -> {
          try (RemoteFiles files = hosts.open(target).files()) {
            requireRoot(files);
            return work.apply(files);
          }
        });
  }

  <R> R named(String what, Supplier<R> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw troubles.of(e, what);
    }
  }

  String path(StoreKey key) {
    return folder(key) + "/" + key.file();
  }

  private String folder(StoreKey key) {
    return root + "/" + key.folder();
  }

  @Override
  public String toString() {
    return troubles.address();
  }

  @Override
  public void close() {
    // sessions are the hosts' business
  }
}
