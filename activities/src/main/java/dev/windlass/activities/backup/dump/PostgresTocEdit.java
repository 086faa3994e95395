package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.windlass.activities.backup.dump.PostgresToc.Layout;
import java.io.ByteArrayOutputStream;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Changes the beginning of an archive: texts of its entries, and entries before and behind them. Of
 * whatever alphabet a text is: it is read and written as the bytes that it has, one for a letter.
 */
final class PostgresTocEdit {

  /** Before data; what no tool knows runs where it stands. */
  private static final int SECTION = 2;

  private static final String KIND = "WINDLASS";
  private static final int NO_DATA = 3;

  private final byte[] head;
  private final PostgresToc toc;
  private final SequencedMap<Integer, String> texts = new TreeMap<>();
  private final ByteArrayOutputStream before = new ByteArrayOutputStream();
  private final ByteArrayOutputStream behind = new ByteArrayOutputStream();
  private int lastId;
  private int added;

  /**
   * @param head of the archive; it may be longer than its table of contents
   */
  PostgresTocEdit(byte[] head, PostgresToc toc) {
    this.head = head;
    this.toc = toc;
    this.lastId = toc.entries().stream().mapToInt(PostgresToc.Entry::id).max().orElse(0);
  }

  /** What stands there; empty where nothing does. */
  String text(int place) {
    return new String(head, place + integer(), Math.max(0, length(place)), ISO_8859_1);
  }

  void replace(int place, String text) {
    texts.put(place, text);
  }

  /** Runs before all entries; its id. */
  int before(String statements) {
    return add(before, statements);
  }

  /** Runs when everything is made and filled, before rights are given; its id. */
  int behind(String statements) {
    return add(behind, statements);
  }

  private int add(ByteArrayOutputStream to, String statements) {
    added++;
    lastId++;
    write(to, lastId);
    write(to, 0); // has no data
    write(to, "0"); // object id of the catalogue
    write(to, "0"); // object id
    write(to, "windlass");
    write(to, KIND);
    write(to, SECTION);
    write(to, statements);
    write(to, ""); // how to drop it
    write(to, ""); // statement before rows
    write(to, ""); // schema
    write(to, -1); // tablespace
    write(to, -1); // access method
    if (toc.layout().minor() >= 16) {
      write(to, 0); // kind of relation
    }
    write(to, ""); // owner
    write(to, "false"); // with object ids
    write(to, -1); // needs
    to.write(NO_DATA);
    to.writeBytes(new byte[toc.layout().offsetBytes()]);
    return lastId;
  }

  /** The whole beginning as it is now, with all that was given. */
  byte[] bytes() {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    Layout layout = toc.layout();
    to.write(head, 0, layout.count());
    write(to, toc.entries().size() + added);
    to.writeBytes(before.toByteArray());
    int from = layout.count() + integer();
    for (var text : texts.entrySet()) {
      to.write(head, from, text.getKey() - from);
      write(to, text.getValue());
      from = text.getKey() + integer() + Math.max(0, length(text.getKey()));
    }
    to.write(head, from, toc.length() - from);
    to.writeBytes(behind.toByteArray());
    to.write(head, toc.length(), head.length - toc.length());
    return to.toByteArray();
  }

  private int integer() {
    return 1 + toc.layout().integerBytes();
  }

  private int length(int place) {
    int length = 0;
    for (int i = 1; i < integer(); i++) {
      length |= (head[place + i] & 0xff) << (8 * (i - 1));
    }
    return head[place] == 0 ? length : -length;
  }

  private void write(ByteArrayOutputStream to, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    write(to, bytes.length);
    to.writeBytes(bytes);
  }

  private void write(ByteArrayOutputStream to, int number) {
    to.write(number < 0 ? 1 : 0);
    long rest = Math.abs(number);
    for (int i = 0; i < toc.layout().integerBytes(); i++) {
      to.write((int) (rest & 0xff));
      rest >>= 8;
    }
  }
}
