package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;

/**
 * The rows of one table as COPY writes them: a line each, in which a line's end and a backslash
 * never stand for themselves, up to a line of backslash and dot.
 */
final class CopyLines {

  private static final ByteSearch NEWLINE = ByteSearch.of('\n');

  private final RowDigest digest;
  private boolean ended;
  private boolean inPieces;

  /** The bytes of a line in pieces, as far as it can still be the last one. */
  private int endSeen;

  CopyLines(RowDigest digest) {
    this.digest = digest;
  }

  void accept(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int begin = offset;
    while (!ended) {
      int newline = NEWLINE.next(bytes, begin, end);
      if (newline == end) {
        break;
      }
      line(bytes, begin, newline);
      begin = newline + 1;
    }
    if (begin < end && !ended) {
      piece(bytes, begin, end);
    }
  }

  private void line(byte[] bytes, int begin, int end) {
    if (inPieces) {
      piece(bytes, begin, end);
      ended = endSeen == 2;
      if (ended) {
        digest.forget();
      } else {
        digest.endLong();
      }
      inPieces = false;
      endSeen = 0;
    } else if (end - begin == 2 && bytes[begin] == '\\' && bytes[begin + 1] == '.') {
      ended = true;
    } else {
      digest.row(bytes, begin, end - begin);
    }
  }

  private void piece(byte[] bytes, int begin, int end) {
    for (int i = begin; i < end && endSeen >= 0; i++) {
      boolean fits = bytes[i] == (endSeen == 0 ? '\\' : '.') && endSeen < 2;
      endSeen = fits ? endSeen + 1 : -1;
    }
    digest.piece(bytes, begin, end - begin);
    inPieces = true;
  }

  void finish(String table) throws BrokenDumpException {
    if (!ended) {
      throw new BrokenDumpException(
          Reason.CUT_SHORT, "the rows of " + table + " end without their last line");
    }
  }
}
