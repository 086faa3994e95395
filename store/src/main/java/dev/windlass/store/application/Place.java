package dev.windlass.store.application;

/** A directory on a host that belongs to one application. */
public record Place(String host, String path) {

  /** Whether one contains the other. */
  boolean overlaps(Place other) {
    return host.equals(other.host)
        && (closed(path).startsWith(closed(other.path))
            || closed(other.path).startsWith(closed(path)));
  }

  private static String closed(String path) {
    return path.endsWith("/") ? path : path + "/";
  }
}
