package dev.windlass.stories;

import dev.windlass.stories.Markdown.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What docs/php.md tells operators to write and to run, so that the story does just that. */
final class PhpPage {
  private final List<Block> blocks;

  PhpPage() throws IOException {
    blocks = Markdown.blocks(Path.of("../docs/php.md"));
  }

  /** The text of the only block of this language and note. */
  String text(String language, String note) {
    List<Block> found =
        blocks.stream()
            .filter(block -> block.language().equals(language) && block.note().equals(note))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "docs/php.md has %d blocks %s %s".formatted(found.size(), language, note));
    }
    return String.join("\n", found.getFirst().text()) + "\n";
  }
}
