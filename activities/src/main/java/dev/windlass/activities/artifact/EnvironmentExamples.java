package dev.windlass.activities.artifact;

import dev.windlass.workflows.plan.ReleaseSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads each artifact once, however many hosts ask: a digest never has another content. */
public final class EnvironmentExamples {

  private static final int KEPT = 32;

  private final ArtifactSource artifacts;
  private final Map<String, EnvironmentExample> read = new LinkedHashMap<>();

  public EnvironmentExamples(ArtifactSource artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * What it speaks of; nothing where it has no {@code .env.example}.
   *
   * @throws ArtifactMissingException when nothing has its digest
   * @throws BrokenArtifactException when it cannot be read
   */
  public synchronized EnvironmentExample of(ReleaseSource.Artifact artifact) {
    EnvironmentExample known = read.get(artifact.digest());
    if (known == null) {
      known = read(artifact);
      read.put(artifact.digest(), known);
      if (read.size() > KEPT) {
        read.remove(read.keySet().iterator().next());
      }
    }
    return known;
  }

  private EnvironmentExample read(ReleaseSource.Artifact artifact) {
    Path file = artifacts.fetch(artifact.digest());
    try {
      Map<String, String> texts =
          PackedFiles.texts(
              file, artifact.form(), List.of(EnvironmentExample.EXAMPLE, EnvironmentExample.OWN));
      return new EnvironmentExample(
          DotEnvNames.of(texts.getOrDefault(EnvironmentExample.EXAMPLE, "")),
          DotEnvNames.of(texts.getOrDefault(EnvironmentExample.OWN, "")).keySet());
    } catch (IOException e) {
      throw new BrokenArtifactException(e);
    }
  }
}
