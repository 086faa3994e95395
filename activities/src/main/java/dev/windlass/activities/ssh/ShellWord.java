package dev.windlass.activities.ssh;

/** Quoting for the POSIX shell. */
public final class ShellWord {

  private ShellWord() {}

  /** One word that every POSIX shell reads back as exactly this text. */
  public static String quote(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL can't be passed to a shell");
    }
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
