package dev.windlass.api.deployment;

import dev.windlass.api.deployment.LogTail.LogPiece;
import java.io.IOException;
import java.io.Writer;

/** Output as a text for people: a heading per host and step. */
final class LogPage {

  private final Writer out;
  private String heading = "";
  private boolean open;

  LogPage(Writer out) {
    this.out = out;
  }

  void write(LogPiece piece) throws IOException {
    String now = "== " + piece.host() + " " + piece.step() + " ==\n";
    if (!now.equals(heading)) {
      end();
      heading = now;
      out.write(now);
    }
    out.write(piece.text());
    open = !piece.text().endsWith("\n");
  }

  /** Ends the last line. */
  void end() throws IOException {
    if (open) {
      out.write('\n');
      open = false;
    }
  }
}
