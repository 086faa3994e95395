package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Writes what an archive holds below a directory, and never anywhere else. */
final class FileUnpacking {

  private static final int PERMISSIONS = 07777;

  private final Path into;
  private final TarTally tally;
  private final List<String> passedOver = new ArrayList<>();

  /** Times and permissions of directories are set last: writing into them changes or needs them. */
  private final Map<Path, TarArchiveEntry> directories = new LinkedHashMap<>();

  FileUnpacking(FileSelection selection, Path into) {
    this.into = into;
    this.tally = new TarTally(selection);
  }

  FileContents run(InputStream plain) throws IOException {
    requireEmpty();
    try (var counted = new TarEnd(plain);
        var tar = new TarArchiveInputStream(counted, StandardCharsets.UTF_8.name())) {
      long end = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        tally.begin(entry);
        unpack(entry, tar);
        tally.end();
        end = TarEnd.after(entry, tar.getBytesRead());
      }
      counted.require(end);
    }
    for (var directory : List.copyOf(directories.entrySet()).reversed()) {
      describe(directory.getKey(), directory.getValue());
    }
    return tally.contents(passedOver);
  }

  private void requireEmpty() throws IOException {
    Files.createDirectories(into);
    try (Stream<Path> there = Files.list(into)) {
      if (there.findAny().isPresent()) {
        throw new RestoreFailedException(
            RestoreFailedException.Reason.NOT_EMPTY,
            into + " isn't empty; name an empty directory");
      }
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    Path target = place(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      directories.put(target, entry);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      own(target, entry);
    } else if (entry.isLink()) {
      Files.createLink(target, place(entry.getLinkName()));
    } else if (entry.isFile()) {
      write(target, content);
      describe(target, entry);
    } else {
      passedOver.add(entry.getName() + ": neither file, directory nor link");
    }
  }

  /** Where an entry lies: below the target by its name, and by no link on the way. */
  private Path place(String name) throws IOException {
    Path relative = Path.of(name);
    if (relative.isAbsolute() || FileSelection.hasParent(relative)) {
      throw new BrokenDumpException(
          Reason.UNREADABLE, "entry '%s' of the archive leads out of the target".formatted(name));
    }
    Path path = into;
    for (Path part : relative.normalize()) {
      if (Files.isSymbolicLink(path) && !path.equals(into)) {
        throw new BrokenDumpException(
            Reason.UNREADABLE,
            "entry '%s' of the archive would be written through the link %s".formatted(name, path));
      }
      path = path.resolve(part);
    }
    return path;
  }

  private void write(Path target, InputStream content) throws IOException {
    byte[] piece = new byte[64 * 1024];
    try (OutputStream file =
        Files.newOutputStream(
            target,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS)) {
      for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
        file.write(piece, 0, n);
        tally.content(piece, 0, n);
      }
    }
  }

  private void describe(Path path, TarArchiveEntry entry) throws IOException {
    own(path, entry);
    Files.setAttribute(path, "unix:mode", entry.getMode() & PERMISSIONS);
    FileTime changed = entry.getLastModifiedTime();
    Files.setLastModifiedTime(path, changed);
  }

  /** Only root may give files away; what can't be given is named. */
  private void own(Path path, TarArchiveEntry entry) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return;
    }
    UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
    var view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      view.setOwner(users.lookupPrincipalByName(entry.getUserName()));
      view.setGroup(users.lookupPrincipalByGroupName(entry.getGroupName()));
    } catch (IOException e) {
      passedOver.add(
          "%s: owner %s:%s isn't known here"
              .formatted(entry.getName(), entry.getUserName(), entry.getGroupName()));
    }
  }
}
