package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.activities.backup.dump.PostgresToc.Entry;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The data of an archive: for each entry a block, which is a row of chunks, each with its length
 * before it, up to one of length 0. A block of large objects has such chunks for each of them, up
 * to the object 0.
 */
final class PostgresBlocks {

  private static final int DATA = 1;
  private static final int LARGE_OBJECTS = 3;

  private enum State {
    KIND,
    ID,
    OBJECT,
    LENGTH,
    CHUNK
  }

  private final int integerBytes;
  private final Map<Integer, Entry> expected = new TreeMap<>();
  private final Function<String, RowDigest> digests;
  private State state = State.KIND;
  private int kind;
  private long number;
  private int numberBytes;
  private long left;
  private String name = "";
  private CopyLines lines = new CopyLines(new RowDigest());
  private RowDigest objects = new RowDigest();

  PostgresBlocks(PostgresToc toc, Function<String, RowDigest> digests) {
    this.integerBytes = toc.integerBytes();
    this.digests = digests;
    toc.entries().stream().filter(Entry::hasData).forEach(e -> expected.put(e.id(), e));
  }

  void accept(byte[] bytes, int offset, int length) throws BrokenDumpException {
    int end = offset + length;
    int i = offset;
    while (i < end) {
      if (state == State.CHUNK) {
        int part = (int) Math.min(left, end - i);
        chunk(bytes, i, part);
        i += part;
      } else if (state == State.KIND) {
        begin(bytes[i++]);
      } else {
        integer(bytes[i++]);
      }
    }
  }

  /**
   * @throws BrokenDumpException unless the block of every entry has come to its end
   */
  void finish() throws BrokenDumpException {
    if (state != State.KIND) {
      throw cutShort("within the data of " + name);
    }
    if (!expected.isEmpty()) {
      Entry first = expected.values().iterator().next();
      throw cutShort(
          "before the data of %s and %d others"
              .formatted(PostgresNames.of(first), expected.size() - 1));
    }
  }

  private static BrokenDumpException cutShort(String where) {
    return new BrokenDumpException(
        Reason.CUT_SHORT, "the archive ends " + where + "; nothing of it counts, take it again");
  }

  private void begin(byte b) throws BrokenDumpException {
    if (b != DATA && b != LARGE_OBJECTS) {
      throw new BrokenDumpException(
          Reason.UNREADABLE,
          "found a block of kind %d, expected data or large objects".formatted(b));
    }
    kind = b;
    state = State.ID;
  }

  /** A sign, then the bytes of the number, the lowest first. */
  private void integer(byte b) throws BrokenDumpException {
    if (numberBytes > 0) {
      number |= (b & 0xffL) << (8 * (numberBytes - 1));
    } else if (b != 0) {
      throw new BrokenDumpException(Reason.UNREADABLE, "found a negative length in " + name);
    }
    numberBytes++;
    if (numberBytes > integerBytes) {
      long whole = number;
      number = 0;
      numberBytes = 0;
      number(whole);
    }
  }

  private void number(long value) throws BrokenDumpException {
    switch (state) {
      case ID -> open((int) value);
      case OBJECT -> object(value);
      default -> {
        left = value;
        state = value > 0 ? State.CHUNK : endOfChunks();
      }
    }
  }

  private void open(int id) throws BrokenDumpException {
    Entry entry = expected.remove(id);
    if (entry == null) {
      throw new BrokenDumpException(
          Reason.UNREADABLE, "found data of entry %d, which isn't expected".formatted(id));
    }
    name = PostgresNames.of(entry);
    if (kind == LARGE_OBJECTS) {
      objects = digests.apply(PostgresNames.LARGE_OBJECTS);
      state = State.OBJECT;
    } else if (entry.copy().isEmpty()) {
      throw new BrokenDumpException(
          Reason.UNREADABLE, name + " isn't written by COPY; expected pg_dump without --inserts");
    } else {
      lines = new CopyLines(digests.apply(name));
      state = State.LENGTH;
    }
  }

  private void object(long oid) {
    if (oid == 0) {
      state = State.KIND;
      return;
    }
    byte[] begin = new byte[Long.BYTES];
    for (int i = 0; i < begin.length; i++) {
      begin[i] = (byte) (oid >>> (8 * i));
    }
    objects.piece(begin, 0, begin.length);
    state = State.LENGTH;
  }

  private State endOfChunks() throws BrokenDumpException {
    if (kind == LARGE_OBJECTS) {
      objects.endLong();
      return State.OBJECT;
    }
    lines.finish(name);
    return State.KIND;
  }

  private void chunk(byte[] bytes, int offset, int length) {
    if (kind == LARGE_OBJECTS) {
      objects.piece(bytes, offset, length);
    } else {
      lines.accept(bytes, offset, length);
    }
    left -= length;
    if (left == 0) {
      state = State.LENGTH;
    }
  }
}
