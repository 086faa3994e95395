package dev.windlass.activities.migration;

import dev.windlass.activities.artifact.PackedFiles;
import dev.windlass.activities.temporary.TemporaryFiles;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Migrations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The migration scripts of a release, taken out of its artifact into a directory of their own. */
final class ScriptsArchive implements AutoCloseable {

  private final Path directory;
  private final List<String> locations;
  private final @Nullable String down;
  private final List<String> seed;
  private final boolean updates;

  private ScriptsArchive(Path directory, Migrations.Scripts wanted) {
    this.directory = directory;
    this.locations =
        wanted.locations().stream().map(l -> Path.of(l).normalize().toString()).toList();
    this.down = wanted.care() == null ? null : wanted.care().down();
    this.seed = wanted.seed();
    this.updates = wanted.updates() != null;
  }

  /**
   * Unpacks these directories of the artifact.
   *
   * @throws IllegalArgumentException when the artifact has none of that name, or is broken
   */
  static ScriptsArchive open(Path artifact, ArchiveForm form, Migrations.Scripts wanted) {
    ScriptsArchive archive = new ScriptsArchive(directory(), wanted);
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
      return TemporaryFiles.directory("scripts");
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

  /** The ways down. */
  WaysDown down() {
    return updates ? downUpdates() : new DownScripts(ways(), down == null ? "down" : down);
  }

  /** The ways down of update scripts. */
  DownUpdates downUpdates() {
    return new DownUpdates(ways(), down == null ? "down" : down);
  }

  private @Nullable Path ways() {
    return down == null ? null : directory.resolve(down);
  }

  /** What a schema without tables is filled with. */
  List<Path> seed() {
    return seed.stream().map(directory::resolve).toList();
  }

  private void unpack(Path artifact, ArchiveForm form) throws IOException {
    List<String> all = new ArrayList<>(locations);
    if (down != null) {
      all.add(down);
    }
    all.addAll(seed);
    try (TarArchiveInputStream tar = PackedFiles.open(artifact, form)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path name = PackedFiles.relative(entry.getName());
        if (entry.isFile() && all.stream().anyMatch(name::startsWith)) {
          Path file = directory.resolve(name);
          Files.createDirectories(file.getParent());
          Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    List<String> missing = new ArrayList<>(all);
    missing.removeIf(location -> Files.isDirectory(directory.resolve(location)));
    missing.removeIf(file -> seed.contains(file) && Files.exists(directory.resolve(file)));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the artifact has no scripts in " + missing + "; correct migrations.locations or seed");
    }
  }

  @Override
  public void close() {
    TemporaryFiles.delete(directory);
  }
}
