package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.io.IOException;

/**
 * The rows of one INSERT statement after the other. Most of a dump's bytes go through here, in
 * loops over an array.
 */
final class SqlRows {

  private enum State {
    CLOSED,
    BETWEEN,
    ROW,
    TEXT,
    ESCAPE
  }

  private static final ByteSearch QUOTE_OR_ESCAPE = ByteSearch.of('\'', '\\');

  private final SqlListener listener;
  private State state = State.CLOSED;
  private String table = "";
  private int depth;
  private boolean inPieces;
  private int rowBegin;

  SqlRows(SqlListener listener) {
    this.listener = listener;
  }

  boolean isOpen() {
    return state != State.CLOSED;
  }

  /** Whose rows they are. */
  String table() {
    return table;
  }

  /** The rows of this table come next. */
  void begin(String name) {
    table = name;
    state = State.BETWEEN;
  }

  /** A row that began in another buffer goes on here. */
  void resume(int offset) {
    rowBegin = offset;
  }

  /** The buffer ends here. */
  void pause(byte[] bytes, int end) throws IOException {
    if (state == State.ROW || state == State.TEXT || state == State.ESCAPE) {
      listener.rowPiece(bytes, rowBegin, end - rowBegin);
      inPieces = true;
    }
  }

  /** Goes on to the end of the statement, or of the buffer. */
  int accept(byte[] bytes, int from, int end) throws IOException {
    int i = from;
    while (i < end && state != State.CLOSED) {
      i =
          switch (state) {
            case CLOSED -> i;
            case BETWEEN -> between(bytes, i, end);
            case ROW -> row(bytes, i, end);
            case TEXT -> text(bytes, i, end);
            case ESCAPE -> {
              state = State.TEXT;
              yield i + 1;
            }
          };
    }
    return i;
  }

  private int between(byte[] bytes, int from, int end) throws IOException {
    for (int i = from; i < end; i++) {
      switch (bytes[i]) {
        case ' ', '\n', '\r', '\t', ',' -> {}
        case '(' -> {
          state = State.ROW;
          depth = 0;
          inPieces = false;
          rowBegin = i + 1;
          return i + 1;
        }
        case ';' -> {
          state = State.CLOSED;
          listener.insertEnd();
          return i + 1;
        }
        default ->
            throw new BrokenDumpException(
                Reason.UNREADABLE,
                "found '%c' between the rows of `%s`, expected '(', ',' or ';'"
                    .formatted(bytes[i], table));
      }
    }
    return end;
  }

  private int row(byte[] bytes, int from, int end) throws IOException {
    int i = from;
    while (i < end) {
      byte c = bytes[i++];
      if (c == '\'') {
        i = text(bytes, i, end);
        if (state != State.ROW) {
          return i;
        }
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && depth-- == 0) {
        endRow(bytes, i - 1);
        return i;
      }
    }
    return i;
  }

  /** From within a string to after its end, or to the end of the buffer. */
  private int text(byte[] bytes, int from, int end) {
    for (int i = QUOTE_OR_ESCAPE.next(bytes, from, end);
        i < end;
        i = QUOTE_OR_ESCAPE.next(bytes, i + 2, end)) {
      if (bytes[i] == '\'') {
        state = State.ROW;
        return i + 1;
      }
      if (i + 1 == end) {
        state = State.ESCAPE;
        return end;
      }
    }
    state = State.TEXT;
    return end;
  }

  private void endRow(byte[] bytes, int end) throws IOException {
    if (inPieces) {
      listener.rowPiece(bytes, rowBegin, end - rowBegin);
      listener.rowEnd();
      inPieces = false;
    } else {
      listener.row(bytes, rowBegin, end - rowBegin);
    }
    state = State.BETWEEN;
  }
}
