package dev.windlass.activities.backup.store;

/** What hinders a store. */
public enum StoreTrouble {
  UNREACHABLE("can't be reached", "is it on, mounted, and its address right?", true),
  BUSY("is overloaded or out of order for now", "try again later", true),
  FULL("has no room left", "make room there, or keep fewer backups", false),
  MISSING("has no such object", "look what it lists", false),
  PRESENT("has that object already", "objects are never overwritten: delete it first", false),
  DENIED("doesn't let us", "check the key of its grant, and what that key may do there", false),
  DAMAGED("has an object with another content", "take the copy of another store", false),
  FAULT("failed", "see what it said", false);

  private final String words;
  private final String mend;
  private final boolean passing;

  StoreTrouble(String words, String mend, boolean passing) {
    this.words = words;
    this.mend = mend;
    this.passing = passing;
  }

  /** Whether the same call can succeed later without anybody changing anything. */
  public boolean isPassing() {
    return passing;
  }

  String words() {
    return words;
  }

  String mend() {
    return mend;
  }
}
