package dev.windlass.store.application;

import java.time.Instant;
import java.util.List;

/**
 * A file to be kept.
 *
 * @param places everything that it claims, over all environments
 */
public record NewVersion(
    String application, String yaml, List<Place> places, String writtenBy, Instant writtenAt) {
  public NewVersion {
    places = List.copyOf(places);
  }
}
