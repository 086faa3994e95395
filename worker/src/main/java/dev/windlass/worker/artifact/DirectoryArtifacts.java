package dev.windlass.worker.artifact;

import dev.windlass.activities.artifact.ArtifactMissingException;
import dev.windlass.activities.artifact.ArtifactSink;
import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.workflows.plan.ReleaseSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that api and workers share. */
public final class DirectoryArtifacts implements ArtifactSource, ArtifactSink {

  private final DirectoryArtifactStore store;

  public DirectoryArtifacts(DirectoryArtifactStore store) {
    this.store = store;
  }

  /** The digest was checked when the file came in; hosts check it again. */
  @Override
  public Path fetch(String digest) {
    return store.find(digest).orElseThrow(() -> new ArtifactMissingException(digest));
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
