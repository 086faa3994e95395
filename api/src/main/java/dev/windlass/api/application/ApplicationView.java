package dev.windlass.api.application;

import dev.windlass.store.application.ApplicationVersion;
import java.time.Instant;

/**
 * A version of a file.
 *
 * @param version 1, 2, 3 …
 * @param digest of the text, lower-case hex SHA-256
 */
public record ApplicationView(
    String application,
    int version,
    String digest,
    String writtenBy,
    Instant writtenAt,
    String yaml) {

  static ApplicationView of(ApplicationVersion version) {
    return new ApplicationView(
        version.application(),
        version.version(),
        version.digest(),
        version.writtenBy(),
        version.writtenAt(),
        version.yaml());
  }
}
