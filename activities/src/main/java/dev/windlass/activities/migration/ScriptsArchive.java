package dev.windlass.activities.migration;

import dev.windlass.activities.artifact.PackedFiles;
import dev.windlass.workflows.plan.ArchiveForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The migration scripts of a release, taken out of its artifact into a directory of their own. */
final class ScriptsArchive implements AutoCloseable {

  private final Path directory;
  private final List<String> locations;

  private ScriptsArchive(Path directory, List<String> locations) {
    this.directory = directory;
    this.locations = locations;
  }

  /**
   * Unpacks these directories of the artifact.
   *
   * @throws IllegalArgumentException when the artifact has none of that name, or is broken
   */
  static ScriptsArchive open(Path artifact, ArchiveForm form, List<String> locations) {
    ScriptsArchive archive =
        new ScriptsArchive(
            directory(), locations.stream().map(l -> Path.of(l).normalize().toString()).toList());
    try {
      archive.unpack(artifact, form);
      return archive;
    } catch (IOException e) {
      archive.close();
      throw new IllegalArgumentException(
          "the artifact cannot be unpacked (" + e.getMessage() + "); build and upload another", e);
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("windlass-scripts-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Flyway's locations. */
  List<String> flyway() {
    return directories().stream().map(one -> "filesystem:" + one).toList();
  }

  /** The same, as directories of this machine. */
  List<Path> directories() {
    return locations.stream().map(directory::resolve).toList();
  }

  private void unpack(Path artifact, ArchiveForm form) throws IOException {
    try (TarArchiveInputStream tar = PackedFiles.open(artifact, form)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path name = PackedFiles.relative(entry.getName());
        if (entry.isFile() && locations.stream().anyMatch(name::startsWith)) {
          Path file = directory.resolve(name);
          Files.createDirectories(file.getParent());
          Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    List<String> missing = new ArrayList<>(locations);
    missing.removeIf(location -> Files.isDirectory(directory.resolve(location)));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the artifact has no scripts in " + missing + "; correct migrations.locations");
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
