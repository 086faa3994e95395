package dev.windlass.activities.artifact;

import dev.windlass.workflows.plan.ReleaseSource;
import java.nio.file.Path;

/** Where the worker puts artifacts that it made itself. */
@FunctionalInterface
public interface ArtifactSink {

  /** Keeps a copy of the file under the artifact's digest; nothing to do where it is already. */
  void put(Path file, ReleaseSource.Artifact artifact);
}
