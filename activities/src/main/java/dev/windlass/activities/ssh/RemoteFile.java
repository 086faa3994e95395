package dev.windlass.activities.ssh;

import java.time.Instant;

/**
 * One entry of a directory.
 *
 * @param name without its directory
 * @param modified by the host's clock, in whole seconds
 */
public record RemoteFile(String name, Kind kind, long bytes, Instant modified) {

  /** What it is; a link in a directory's list is {@code OTHER}. */
  public enum Kind {
    FILE,
    DIRECTORY,
    OTHER
  }
}
