package dev.windlass.activities.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/drills.md says to type on a scratch server. */
final class DrillsPage {

  private static final Path PAGE = Path.of("..", "docs", "drills.md");

  private DrillsPage() {}

  /** The rights of the user drill, who comes from here and has the password of these tests. */
  static String sql(String engine) {
    try {
      Matcher block =
          Pattern.compile("(?ms)^```sql " + engine + "\\n(.*?)^```$")
              .matcher(Files.readString(PAGE));
      if (!block.find()) {
        throw new IllegalStateException(PAGE + " has no SQL for " + engine);
      }
      return block.group(1).replace("10.0.0.9", "127.0.0.1").replace("choose-one", "drill word");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
