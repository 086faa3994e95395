package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The line that run-tool.sh says before the tool does. */
final class ToolLine {

  private ToolLine() {}

  /** Without reading anything that comes after it. Empty where the output ends before. */
  static String read(InputStream from) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = from.read(); b >= 0 && b != '\n'; b = from.read()) {
      line.write(b);
    }
    return line.toString(US_ASCII);
  }
}
