package dev.windlass.activities.backup.store;

import org.jspecify.annotations.Nullable;

/** A store didn't do what was asked. The message names store, object, how and what to do. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final StoreTrouble trouble;

  /**
   * @param place which store, and which object or part of it
   * @param said what the store, or the way to it, said; no secret
   */
  StoreException(StoreTrouble trouble, Place place, String said, @Nullable Throwable cause) {
    super(
        "backup store %s %s: %s; %s".formatted(place, trouble.words(), said, trouble.mend()),
        cause);
    this.trouble = trouble;
  }

  /**
   * Where something went wrong.
   *
   * @param store its address
   * @param what the object's key; empty when it is the store itself
   */
  record Place(String store, String what) {

    @Override
    public String toString() {
      return what.isEmpty() ? store : store + " (" + what + ")";
    }
  }

  public StoreTrouble trouble() {
    return trouble;
  }

  /** Whether the same call can succeed later without anybody changing anything. */
  public boolean isRetryable() {
    return trouble.isPassing();
  }
}
