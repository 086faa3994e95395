package dev.windlass.activities.ssh.job;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what our shell half says. Its lines begin with a mark of their own, so that whatever a
 * login prints before them does no harm.
 */
final class FrameReader {

  private static final int LONGEST_LINE = 8192;

  private final InputStream in;
  private final byte[] mark;
  private boolean marked;

  FrameReader(InputStream in, String mark) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.mark = (mark + " ").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * One line.
   *
   * @param verb its first word
   * @param words the others
   */
  record Frame(String verb, List<String> words) {

    /** Everything after the verb. */
    String rest() {
      return String.join(" ", words);
    }
  }

  /** The next line, null at the end of the stream or when it broke in mid-line. */
  @Nullable Frame next() throws IOException {
    if (!marked && !skipTo(mark)) {
      return null;
    }
    marked = true;
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() > LONGEST_LINE) {
        return null;
      }
      line.write(b);
    }
    marked = false;
    List<String> words = List.of(line.toString(StandardCharsets.UTF_8).split(" ", -1));
    return new Frame(words.getFirst(), words.subList(1, words.size()));
  }

  /** The bytes that a line announced; fewer when the stream ended. */
  byte[] bytes(int length) throws IOException {
    return in.readNBytes(length);
  }

  private boolean skipTo(byte[] wanted) throws IOException {
    int matched = 0;
    while (matched < wanted.length) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      // A mark is random letters and digits after an @, so it can't begin inside itself.
      matched = b == wanted[matched] ? matched + 1 : b == wanted[0] ? 1 : 0;
    }
    return true;
  }
}
