package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of an archive of {@code pg_dump -Fc}: its head and its table of contents. The
 * format is that of PostgreSQL's {@code pg_backup_archiver.c}, archive versions 1.14 (since 12) to
 * 1.16 (since 17).
 *
 * @param layout how numbers are written, and where the entries begin
 * @param length of head and table of contents together
 */
record PostgresToc(
    Layout layout, String serverVersion, String toolVersion, List<Entry> entries, int length) {

  private static final byte[] MAGIC = "PGDMP".getBytes(US_ASCII);
  private static final int OLDEST = 14;
  private static final int NEWEST = 16;
  private static final int CUSTOM = 1;

  /** The head's date: seconds to years, and whether it is summer time. */
  private static final int DATE_PARTS = 7;

  PostgresToc {
    entries = List.copyOf(entries);
  }

  /** Size of an integer after its sign. */
  int integerBytes() {
    return layout.integerBytes();
  }

  /**
   * How it is written.
   *
   * @param minor second number of the archive's version
   * @param integerBytes size of an integer after its sign
   * @param offsetBytes size of a place in the archive, after a byte that says whether it is known
   * @param count where the number of entries stands, which the entries follow
   */
  record Layout(int minor, int integerBytes, int offsetBytes, int count) {}

  /** Where some texts of an entry begin, with their lengths before them. */
  record Place(int name, int definition, int drop, int owner) {}

  /**
   * One object of the database, or the data of one.
   *
   * @param id by which its data is found, and a list for {@code pg_restore} names it
   * @param hasData whether a block of this id follows
   * @param kind as pg_dump calls it: {@code TABLE}, {@code TABLE DATA}, {@code VIEW}, …
   * @param name without schema; routines have their arguments, triggers their table before it
   * @param schema empty where there is none
   * @param definition statements that make it
   * @param copy statement before the rows; empty where there are none
   * @param drop statement that removes it; empty where there is none
   * @param needs ids of entries that must be restored before; some may not be in the archive
   * @param place of its texts in the archive
   */
  record Entry(
      int id,
      boolean hasData,
      String kind,
      String name,
      String schema,
      String definition,
      String copy,
      String drop,
      List<Integer> needs,
      Place place) {

    Entry {
      needs = List.copyOf(needs);
    }
  }

  /**
   * Reads it from the beginning of an archive.
   *
   * @return null when more bytes are needed
   * @throws BrokenDumpException when it can't become one
   */
  static @Nullable PostgresToc read(byte[] bytes, int length) throws BrokenDumpException {
    try {
      return new Reader(ByteBuffer.wrap(bytes, 0, length)).toc();
    } catch (BufferUnderflowException tooShort) {
      return null;
    }
  }

  private static final class Reader {

    private final ByteBuffer in;
    private int minor;
    private int integerBytes;
    private int offsetBytes;

    Reader(ByteBuffer in) {
      this.in = in;
    }

    PostgresToc toc() throws BrokenDumpException {
      byte[] magic = new byte[MAGIC.length];
      in.get(magic);
      check(Arrays.equals(magic, MAGIC), "it doesn't begin with PGDMP; expected pg_dump -Fc");
      int major = in.get();
      minor = in.get();
      check(
          major == 1 && minor >= OLDEST && minor <= NEWEST,
          "archive version %d.%d; this Windlass reads 1.%d to 1.%d (pg_dump 12 to 18)"
              .formatted(major, minor, OLDEST, NEWEST));
      in.get(); // revision
      integerBytes = in.get();
      offsetBytes = in.get();
      check(integerBytes > 0 && integerBytes <= 8, "integers of " + integerBytes + " bytes");
      check(in.get() == CUSTOM, "not the custom format; expected pg_dump -Fc");
      int compression = minor >= 15 ? in.get() : integer();
      check(compression == 0, "its data is compressed; expected pg_dump -Z0");
      for (int part = 0; part < DATE_PARTS; part++) {
        integer();
      }
      text(); // name of the database
      String server = text();
      String tool = text();
      Layout layout = new Layout(minor, integerBytes, offsetBytes, in.position());
      List<Entry> entries = new ArrayList<>();
      for (int left = integer(); left > 0; left--) {
        entries.add(entry());
      }
      return new PostgresToc(layout, server, tool, entries, in.position());
    }

    private Entry entry() throws BrokenDumpException {
      int id = integer();
      boolean hasData = integer() != 0;
      text(); // object id of the catalogue
      text(); // object id
      int nameAt = in.position();
      String name = text();
      String kind = text();
      integer(); // section
      int definitionAt = in.position();
      String definition = text();
      int dropAt = in.position();
      String drop = text();
      String copy = text();
      String schema = text();
      text(); // tablespace
      text(); // access method
      if (minor >= 16) {
        integer(); // kind of relation
      }
      Place place = new Place(nameAt, definitionAt, dropAt, in.position());
      text(); // owner
      text(); // with object ids
      List<Integer> needs = needs();
      in.position(moved(1 + offsetBytes)); // where its data is, which a pipe can't tell
      return new Entry(id, hasData, kind, name, schema, definition, copy, drop, needs, place);
    }

    private List<Integer> needs() throws BrokenDumpException {
      List<Integer> needs = new ArrayList<>();
      for (String id = optionalText(); id != null; id = optionalText()) {
        needs.add(number(id));
      }
      return needs;
    }

    private static int number(String id) throws BrokenDumpException {
      try {
        return Integer.parseInt(id);
      } catch (NumberFormatException e) {
        throw new BrokenDumpException(
            Reason.UNREADABLE, "the archive can't be read: an entry needs '" + id + "'");
      }
    }

    private int moved(int by) {
      if (in.remaining() < by) {
        throw new BufferUnderflowException();
      }
      return in.position() + by;
    }

    private int integer() throws BrokenDumpException {
      boolean negative = in.get() != 0;
      long value = 0;
      for (int i = 0; i < integerBytes; i++) {
        value |= (in.get() & 0xffL) << (8 * i);
      }
      check(value <= Integer.MAX_VALUE, "an integer of " + value);
      return (int) (negative ? -value : value);
    }

    private String text() throws BrokenDumpException {
      String text = optionalText();
      return text == null ? "" : text;
    }

    private @Nullable String optionalText() throws BrokenDumpException {
      int length = integer();
      if (length < 0) {
        return null;
      }
      if (in.remaining() < length) {
        throw new BufferUnderflowException();
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      return new String(bytes, UTF_8);
    }

    private static void check(boolean holds, String otherwise) throws BrokenDumpException {
      if (!holds) {
        throw new BrokenDumpException(Reason.UNREADABLE, "the archive can't be read: " + otherwise);
      }
    }
  }
}
