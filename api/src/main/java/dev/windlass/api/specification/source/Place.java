package dev.windlass.api.specification.source;

import java.util.Comparator;

/** Where something stands in the file; both count from 1. */
public record Place(int line, int column) implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

  /** Where a problem of the whole file is shown. */
  public static final Place START = new Place(1, 1);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
