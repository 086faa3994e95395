package dev.windlass.activities.backup.dump;

import java.io.IOException;

/** Hears what the text consists of, in its order. */
interface SqlListener {

  /** A comment that stands between statements. */
  void comment(String line) throws IOException;

  /** The client ends statements otherwise from here on. */
  default void delimiter(String delimiter) throws IOException {}

  /**
   * A statement that has no rows.
   *
   * @param sql without its delimiter
   */
  void statement(String sql, String delimiter) throws IOException;

  /**
   * Rows of this table follow.
   *
   * @param head the statement up to them
   */
  void insert(String table, String head) throws IOException;

  /** A row that lies whole in one buffer: what is between its parentheses. */
  void row(byte[] bytes, int offset, int length) throws IOException;

  /** A piece of a row that doesn't. */
  void rowPiece(byte[] bytes, int offset, int length) throws IOException;

  /** The row of which pieces came has ended. */
  void rowEnd() throws IOException;

  /** No more rows of this statement. */
  default void insertEnd() throws IOException {}
}
