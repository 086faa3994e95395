package dev.windlass.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The fenced blocks of a page, in order. */
final class Markdown {
  private static final String FENCE = "```";

  private Markdown() {}

  /**
   * @param language first word behind the fence; empty for plain text
   * @param note what follows it there, e.g. "in another terminal"
   * @param line of the page, counted from 1, where the text begins
   */
  record Block(String language, String note, int line, List<String> text) {}

  static List<Block> blocks(Path page) throws IOException {
    List<Block> found = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    for (int begin = 0; begin < lines.size(); begin++) {
      if (lines.get(begin).startsWith(FENCE)) {
        int end = begin + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        String[] head = lines.get(begin).substring(FENCE.length()).split(" ", 2);
        found.add(
            new Block(
                head[0],
                head.length == 2 ? head[1] : "",
                begin + 2,
                List.copyOf(lines.subList(begin + 1, end))));
        begin = end;
      }
    }
    return found;
  }
}
