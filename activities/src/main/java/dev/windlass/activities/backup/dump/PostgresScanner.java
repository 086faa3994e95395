package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.activities.backup.dump.PostgresToc.Entry;
import dev.windlass.workflows.backup.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the archive that {@code pg_dump -Fc -Z0} writes to a pipe. A row is a line of COPY's text
 * format; a large object is a row of {@code pg_largeobject}.
 */
final class PostgresScanner implements DumpScanner {

  /** So many bytes of definitions are no database any more. */
  private static final int LONGEST_TOC = 512 << 20;

  private static final int FIRST_TRY = 64 * 1024;

  private byte[] head = new byte[FIRST_TRY];
  private int headLength;
  private int nextTry = 1;
  private @Nullable PostgresToc toc;
  private @Nullable PostgresBlocks blocks;
  private final Map<String, RowDigest> tables = new TreeMap<>();

  @Override
  public void accept(byte[] bytes, int offset, int length) throws BrokenDumpException {
    if (blocks != null) {
      blocks.accept(bytes, offset, length);
      return;
    }
    keep(bytes, offset, length);
    if (headLength >= nextTry) {
      begin();
      nextTry = 2 * headLength;
    }
  }

  private void keep(byte[] bytes, int offset, int length) throws BrokenDumpException {
    if (headLength + length > head.length) {
      if (headLength + length > LONGEST_TOC) {
        throw new BrokenDumpException(
            Reason.UNREADABLE, "a table of contents of more than %d bytes".formatted(LONGEST_TOC));
      }
      head = Arrays.copyOf(head, 2 * (headLength + length));
    }
    System.arraycopy(bytes, offset, head, headLength, length);
    headLength += length;
  }

  private void begin() throws BrokenDumpException {
    PostgresToc found = PostgresToc.read(head, headLength);
    if (found != null) {
      toc = found;
      found.entries().stream()
          .filter(PostgresNames::isTable)
          .forEach(entry -> digest(PostgresNames.of(entry)));
      blocks = new PostgresBlocks(found, this::digest);
      blocks.accept(head, found.length(), headLength - found.length());
      head = new byte[0];
    }
  }

  private RowDigest digest(String table) {
    return tables.computeIfAbsent(table, _ -> new RowDigest());
  }

  @Override
  public DumpContents finish() throws BrokenDumpException {
    if (blocks == null) {
      begin();
    }
    PostgresToc found = toc;
    if (found == null || blocks == null) {
      throw new BrokenDumpException(
          Reason.CUT_SHORT,
          "the archive ends after %d bytes, within its table of contents; take it again"
              .formatted(headLength));
    }
    blocks.finish();
    return new DumpContents(
        "pg_dump",
        found.serverVersion(),
        found.toolVersion(),
        tables.entrySet().stream().map(e -> e.getValue().table(e.getKey())).toList(),
        things(found.entries()));
  }

  private static List<Manifest.Thing> things(List<Entry> entries) {
    return PostgresNames.things(entries);
  }
}
