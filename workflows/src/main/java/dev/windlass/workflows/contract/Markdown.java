package dev.windlass.workflows.contract;

/** Words of hosts and people in a page of Markdown. */
public final class Markdown {

  private static final String SPECIAL = "\\`*_[]<>|#~";

  private Markdown() {}

  /** One line that reads as it was written, also within a table. */
  public static String literal(String text) {
    StringBuilder escaped = new StringBuilder();
    for (char letter : text.strip().replaceAll("\\s+", " ").toCharArray()) {
      if (SPECIAL.indexOf(letter) >= 0) {
        escaped.append('\\');
      }
      escaped.append(letter);
    }
    return escaped.toString();
  }
}
