package dev.windlass.store.backup;

/** Names of those who hold a backup, by which they let go of it. */
public final class Reader {

  private Reader() {}

  /** A restore that reads it, by its own id. */
  public static String restore(String id) {
    return "restore/" + id;
  }

  /** A deployment that may go back to it. */
  public static String deployment(String id) {
    return "deployment/" + id;
  }
}
