package dev.windlass.api.plan;

import java.util.ArrayList;
import java.util.List;

/** Lines of at most 110 columns: numbered steps and notes in three columns. */
final class Page {

  private static final int WIDTH = 110;
  private static final String INDENT = " ".repeat(23);

  private final StringBuilder text = new StringBuilder();
  private int steps;

  void line(String line) {
    wrap("", line, "  ");
  }

  /** {@code 1 prepare 10 hosts …}. */
  void step(String name, String where, String what) {
    steps++;
    String label = "%2d %-9s%s".formatted(steps, name, where);
    wrap(
        label.length() < INDENT.length() ? label + INDENT.substring(label.length()) : label + " ",
        what,
        INDENT);
  }

  /** {@code undo …}. */
  void note(String name, String what) {
    wrap("%-12s".formatted(name), what, " ".repeat(12));
  }

  String text() {
    return text.toString();
  }

  private void wrap(String head, String what, String indent) {
    List<String> words = new ArrayList<>(List.of(what.split(" ", -1)));
    StringBuilder line = new StringBuilder(head).append(words.removeFirst());
    for (String word : words) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(' ').append(word);
      }
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
