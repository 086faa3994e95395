package dev.windlass.activities.artifact;

import java.nio.file.Path;

/** Where the worker gets artifacts from. */
@FunctionalInterface
public interface ArtifactSource {

  /**
   * A local file with this content, checked by digest; fetched when it is not here yet, streaming.
   * It stays where it is: the caller neither changes nor removes it.
   *
   * @param digest lower-case hex SHA-256
   * @throws ArtifactMissingException when nothing has this digest
   */
  Path fetch(String digest);
}
