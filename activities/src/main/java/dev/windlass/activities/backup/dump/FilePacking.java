package dev.windlass.activities.backup.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** One walk through some directories into an archive. */
final class FilePacking extends SimpleFileVisitor<Path> {

  private static final int PERMISSIONS = 07777;

  private final FileSelection selection;
  private final Path root;
  private final TarTally tally;
  private final TarArchiveOutputStream tar;
  private final List<String> passedOver = new ArrayList<>();

  /** First name of every file that has several. */
  private final Map<String, String> names = new HashMap<>();

  FilePacking(FileSelection selection, OutputStream plain) throws IOException {
    this.selection = selection;
    this.root = Path.of(selection.root()).toRealPath();
    this.tally = new TarTally(selection);
    this.tar = new TarArchiveOutputStream(plain, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  FileContents run() throws IOException {
    for (String directory : selection.directories()) {
      Path start = root.resolve(directory).normalize();
      if (!start.toRealPath().startsWith(root)) {
        throw new IOException(
            "directory '%s' leads out of %s by a link; name where it leads"
                .formatted(directory, root));
      }
      Files.walkFileTree(start, this);
    }
    tar.finish();
    tar.flush();
    return tally.contents(passedOver);
  }

  @Override
  public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes seen) throws IOException {
    Path relative = root.relativize(path);
    if (relative.toString().isEmpty()) {
      return FileVisitResult.CONTINUE;
    }
    if (selection.excludes(relative)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    put(entry(path, relative + "/"));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path path, BasicFileAttributes seen) throws IOException {
    Path relative = root.relativize(path);
    if (selection.excludes(relative)) {
      return FileVisitResult.CONTINUE;
    }
    if (seen.isSymbolicLink()) {
      TarArchiveEntry link = new TarArchiveEntry(relative.toString(), TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(path).toString());
      put(described(link, path));
    } else if (seen.isOther()) {
      passedOver.add(relative + ": a socket, pipe or device");
    } else {
      file(path, relative.toString());
    }
    return FileVisitResult.CONTINUE;
  }

  private void file(Path path, String name) throws IOException {
    Unix unix = Unix.of(path);
    String first =
        unix.number("nlink") > 1
            ? names.putIfAbsent(unix.text("dev") + ":" + unix.text("ino"), name)
            : null;
    if (first != null) {
      TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_LINK);
      link.setLinkName(first);
      put(described(link, path));
      return;
    }
    TarArchiveEntry entry = entry(path, name);
    entry.setSize(unix.number("size"));
    tar.putArchiveEntry(entry);
    tally.begin(entry);
    copy(path, entry);
    tally.end();
    tar.closeArchiveEntry();
  }

  /** As many bytes as the head says, whatever happens to the file meanwhile. */
  private void copy(Path path, TarArchiveEntry entry) throws IOException {
    long left = entry.getSize();
    byte[] piece = new byte[64 * 1024];
    try (InputStream content = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      while (left > 0) {
        int read = content.read(piece, 0, (int) Math.min(piece.length, left));
        if (read < 0) {
          passedOver.add(entry.getName() + ": became shorter while it was read");
          Arrays.fill(piece, (byte) 0);
          read = (int) Math.min(piece.length, left);
        }
        tar.write(piece, 0, read);
        tally.content(piece, 0, read);
        left -= read;
      }
    }
  }

  private void put(TarArchiveEntry entry) throws IOException {
    tar.putArchiveEntry(entry);
    tally.begin(entry);
    tally.end();
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(Path path, String name) throws IOException {
    return described(new TarArchiveEntry(name), path);
  }

  private static TarArchiveEntry described(TarArchiveEntry entry, Path path) throws IOException {
    Unix unix = Unix.of(path);
    entry.setMode((int) unix.number("mode") & PERMISSIONS);
    entry.setLastModifiedTime(unix.changed());
    entry.setUserId(unix.number("uid"));
    entry.setGroupId(unix.number("gid"));
    entry.setUserName(unix.text("owner"));
    entry.setGroupName(unix.text("group"));
    return entry;
  }

  /** What the operating system says of a file, by the JDK's names. */
  private record Unix(Map<String, Object> attributes) {

    static Unix of(Path path) throws IOException {
      return new Unix(Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS));
    }

    private Object get(String name) {
      return Objects.requireNonNull(attributes.get(name), name);
    }

    long number(String name) {
      return ((Number) get(name)).longValue();
    }

    String text(String name) {
      return get(name).toString();
    }

    FileTime changed() {
      return (FileTime) get("lastModifiedTime");
    }
  }
}
