package dev.windlass.store.application;

/** Another application owns a place that this one claims; nothing was written. */
public final class PlaceTakenException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient Place claimed;
  private final String owner;

  public PlaceTakenException(Place claimed, Place owned, String owner) {
    super(
        "%s:%s overlaps %s, which application %s owns; choose another layout.path or host"
            .formatted(claimed.host(), claimed.path(), owned.path(), owner));
    this.claimed = claimed;
    this.owner = owner;
  }

  public Place claimed() {
    return claimed;
  }

  public String owner() {
    return owner;
  }
}
