package dev.windlass.activities.ssh.job;

import java.nio.charset.StandardCharsets;

/** The last KiB of text. */
final class Tail {

  static final int LIMIT = 1024;

  private String text = "";

  void add(String more) {
    text = text + more;
    if (text.length() > LIMIT) {
      text = text.substring(text.length() - LIMIT);
    }
    int cut = text.getBytes(StandardCharsets.UTF_8).length - LIMIT;
    while (cut > 0) {
      // Characters of several bytes: dropping that many characters drops at least as many bytes.
      text = text.substring(Math.min(text.length(), Math.max(1, cut / 4)));
      cut = text.getBytes(StandardCharsets.UTF_8).length - LIMIT;
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
