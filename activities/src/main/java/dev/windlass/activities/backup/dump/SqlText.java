package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;

/**
 * Splits the text of a dump of MariaDB or MySQL into comments, statements and the rows of INSERT
 * statements, by the rules of the {@code mariadb} client: strings, quoted names, comments,
 * DELIMITER. Statements are held until they end, rows never are.
 */
final class SqlText {

  /** A routine may be as long; what is longer is none of the tool's statements. */
  private static final int LONGEST = 64 << 20;

  private static final String DELIMITER = "DELIMITER ";
  private static final String SANDBOX = "/*M!999999\\-";
  private static final byte[] ROWS_FOLLOW = "VALUES".getBytes(US_ASCII);

  private enum State {
    BETWEEN,
    COMMENT_LINE,
    STATEMENT,
    SLASH_STAR,
    INNER_COMMENT,
    INNER_LINE,
    QUOTED,
    QUOTED_ESCAPE
  }

  private final SqlListener listener;
  private final SqlRows rows;
  private State state = State.BETWEEN;
  private final ByteText kept = new ByteText(LONGEST);
  private byte[] delimiter = {';'};
  private int delimiterSeen;
  private byte quote;
  private long position;

  SqlText(SqlListener listener) {
    this.listener = listener;
    this.rows = new SqlRows(listener);
  }

  boolean isBetweenStatements() {
    return state == State.BETWEEN && !rows.isOpen();
  }

  /** Bytes so far, up to the last piece. */
  long position() {
    return position;
  }

  /** Where the text stands, for a message. */
  String place() {
    String where = state == State.BETWEEN ? "" : " in '" + kept.head(60) + "'";
    if (rows.isOpen()) {
      where = " among the rows of `" + rows.table() + "`";
    }
    return "at byte " + position + where;
  }

  void accept(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int i = offset;
    rows.resume(offset);
    while (i < end) {
      if (rows.isOpen()) {
        i = rows.accept(bytes, i, end);
      } else {
        slow(bytes[i++]);
      }
    }
    rows.pause(bytes, end);
    position += length;
  }

  private void slow(byte b) throws IOException {
    switch (state) {
      case BETWEEN -> between(b);
      case COMMENT_LINE -> commentLine(b);
      case STATEMENT -> statement(b);
      case SLASH_STAR -> slashStar(b);
      case INNER_COMMENT -> innerComment(b);
      case INNER_LINE -> innerLine(b);
      case QUOTED -> quoted(b);
      case QUOTED_ESCAPE -> keep(b, State.QUOTED);
    }
  }

  private void between(byte b) throws IOException {
    if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
      return;
    }
    kept.clear();
    delimiterSeen = 0;
    state = State.STATEMENT;
    statement(b);
  }

  private void commentLine(byte b) throws IOException {
    if (b == '\n') {
      state = State.BETWEEN;
      listener.comment(kept.text().stripTrailing());
    } else {
      kept.add(b);
    }
  }

  private void statement(byte b) throws IOException {
    kept.add(b);
    if (b == delimiter[delimiterSeen]) {
      delimiterSeen++;
      if (delimiterSeen == delimiter.length) {
        delimiterSeen = 0;
        endStatement();
      }
      return;
    }
    delimiterSeen = b == delimiter[0] ? 1 : 0;
    switch (b) {
      case '\'', '"', '`' -> {
        quote = b;
        state = State.QUOTED;
      }
      case '#' -> state = kept.length() == 1 ? State.COMMENT_LINE : State.INNER_LINE;
      case '*' -> state = kept.endsWith("/*") ? State.SLASH_STAR : state;
      case '/' -> sandboxMark();
      case 'S' -> rowsMayFollow();
      case '\n' -> lineEnd();
      case ' ', '\t', '\r' -> dashes();
      default -> {}
    }
  }

  private void dashes() {
    if (kept.length() == 3 && kept.startsWith("--")) {
      state = State.COMMENT_LINE;
    } else if (kept.endsWith("-- ") || kept.endsWith("--\t")) {
      state = State.INNER_LINE;
    }
  }

  private void lineEnd() throws IOException {
    if (kept.startsWith("--") && kept.length() == 3) {
      state = State.BETWEEN;
      listener.comment("--");
    } else if (kept.startsWith(DELIMITER)) {
      String now = kept.text().substring(DELIMITER.length()).strip();
      delimiter = now.getBytes(UTF_8);
      state = State.BETWEEN;
      listener.delimiter(now);
    }
  }

  /** An order to the client, which has no delimiter. */
  private void sandboxMark() throws IOException {
    if (kept.endsWith("*/") && kept.startsWith(SANDBOX)) {
      state = State.BETWEEN;
      listener.comment(kept.text());
    }
  }

  /** Comments that the server runs belong to the statement. */
  private void slashStar(byte b) throws IOException {
    keep(b, b == '!' || b == 'M' ? State.STATEMENT : State.INNER_COMMENT);
    if (b == 'M') {
      state = State.SLASH_STAR;
    } else if (b == '*') {
      state = State.INNER_COMMENT;
    }
  }

  private void innerComment(byte b) throws IOException {
    kept.add(b);
    if (b == '/' && kept.endsWith("*/")) {
      state = State.STATEMENT;
      if (kept.startsWith("/*") && !kept.startsWith("/*!") && !kept.startsWith("/*M!")) {
        state = State.BETWEEN;
        listener.comment(kept.text());
      }
    }
  }

  private void innerLine(byte b) throws IOException {
    keep(b, b == '\n' ? State.STATEMENT : State.INNER_LINE);
  }

  private void quoted(byte b) throws IOException {
    boolean escape = b == '\\' && quote != '`';
    keep(b, b == quote ? State.STATEMENT : escape ? State.QUOTED_ESCAPE : State.QUOTED);
  }

  private void keep(byte b, State next) throws IOException {
    kept.add(b);
    state = next;
  }

  private void rowsMayFollow() throws IOException {
    boolean inserts = kept.startsWith("INSERT ") || kept.startsWith("REPLACE ");
    if (inserts && kept.endsWith(ROWS_FOLLOW)) {
      String head = kept.text();
      String table = SqlThing.insertedInto(head);
      state = State.BETWEEN;
      listener.insert(table, head);
      rows.begin(table);
    }
  }

  private void endStatement() throws IOException {
    if (kept.startsWith(DELIMITER)) {
      return; // its argument
    }
    String ending = new String(delimiter, UTF_8);
    String sql = kept.text();
    state = State.BETWEEN;
    listener.statement(sql.substring(0, sql.length() - ending.length()).strip(), ending);
  }
}
