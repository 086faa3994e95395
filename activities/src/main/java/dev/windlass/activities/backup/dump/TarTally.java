package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.workflows.backup.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Counts and digests the entries of an archive, by declared directory. An entry is its name, kind,
 * permissions, target and content, of a file also when it was changed; not its owner, whom a
 * restore by another user can't give back.
 */
final class TarTally {

  private static final int PERMISSIONS = 07777;

  private final FileSelection selection;
  private final Map<String, RowDigest> directories = new TreeMap<>();
  private RowDigest current = new RowDigest();
  private long bytes;

  TarTally(FileSelection selection) {
    this.selection = selection;
    selection.directories().forEach(directory -> directories.put(directory, new RowDigest()));
  }

  /** An entry begins; its content follows in {@link #content}. */
  void begin(TarArchiveEntry entry) {
    current =
        directories.computeIfAbsent(selection.directoryOf(entry.getName()), _ -> new RowDigest());
    String name = entry.getName().replaceAll("^\\./|/$", "");
    long changed = entry.isFile() ? entry.getLastModifiedTime().toInstant().getEpochSecond() : 0;
    int mode = entry.isSymbolicLink() ? 0 : entry.getMode() & PERMISSIONS;
    byte[] head =
        "%c %o %d %s\0%s\0"
            .formatted(kind(entry), mode, changed, name, entry.getLinkName())
            .getBytes(UTF_8);
    current.piece(head, 0, head.length);
  }

  private static char kind(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return 'd';
    }
    return entry.isSymbolicLink() ? 'l' : entry.isLink() ? 'h' : 'f';
  }

  void content(byte[] piece, int offset, int length) {
    current.piece(piece, offset, length);
    bytes += length;
  }

  void end() {
    current.endLong();
  }

  /** Reads a whole content. */
  void content(InputStream from) throws IOException {
    byte[] piece = new byte[64 * 1024];
    for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
      content(piece, 0, n);
    }
  }

  FileContents contents(List<String> passedOver) {
    List<Manifest.Table> tables =
        directories.entrySet().stream().map(e -> e.getValue().table(e.getKey())).toList();
    return new FileContents(tables, bytes, passedOver);
  }
}
