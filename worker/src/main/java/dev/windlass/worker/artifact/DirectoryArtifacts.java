package dev.windlass.worker.artifact;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.artifact.ArtifactSink;
import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.store.artifact.Digests;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.workflows.plan.ReleaseSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The directory that api and workers share. */
public final class DirectoryArtifacts implements ArtifactSource, ArtifactSink {

  private final DirectoryArtifactStore store;
  private final ConcurrentMap<Look, String> seen = new ConcurrentHashMap<>();

  public DirectoryArtifacts(DirectoryArtifactStore store) {
    this.store = store;
  }

  /** A file as it stands; one that somebody touches later is looked at anew. */
  private record Look(Path file, FileTime modified, long bytes) {}

  @Override
  public Path fetch(String digest) {
    Path file = store.find(digest).orElseThrow(() -> ArtifactMissingException.of(digest));
    String found = digestOf(file);
    if (!found.equals(digest)) {
      throw ArtifactMissingException.damaged(digest, file, found);
    }
    return file;
  }

  /** It was right when the file came in; since then disks and people may have changed it. */
  private String digestOf(Path file) {
    try {
      Look look = new Look(file, Files.getLastModifiedTime(file), Files.size(file));
      String known = seen.get(look);
      if (known == null) {
        known = Digests.sha256(file);
        seen.put(look, known);
      }
      return known;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  @Override
  public void put(Path file, ReleaseSource.Artifact artifact) {
    try (InputStream content = Files.newInputStream(file)) {
      store.put(content, artifact.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("artifact directory " + store.directory(), e);
    }
  }
}
