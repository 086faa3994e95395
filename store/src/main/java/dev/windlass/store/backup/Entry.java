package dev.windlass.store.backup;

/** What the catalogue makes of a backup that was found whole in a store. */
public enum Entry {
  /** It was not known to be whole there. */
  ENTERED,
  /** It was, or its run has not ended and will tell of it. */
  KNOWN,
  /** The catalogue has another backup by that id, which stays. */
  OTHER,
  /** Its manifest is not the one that the catalogue knows. */
  EDITED,
  /** It is known to be removed from there, and stays so. */
  GONE
}
