package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.BrokenDumpException.Reason;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.Manifest.ThingKind;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the text that {@code mariadb-dump} and {@code mysqldump} write with {@code --hex-blob}. A
 * row is the text between its parentheses, so that both sides of a comparison must come from the
 * same tool.
 */
final class MariaDbScanner implements DumpScanner, SqlListener {

  private static final Pattern SERVER = Pattern.compile("-- Server version\\s+(\\S.*)");
  private static final Pattern TOOL = Pattern.compile("-- (MariaDB|MySQL) dump\\s+(\\S.*)");
  private static final String COMPLETED = "-- Dump completed";

  /** Within so many bytes the tool has said its name. */
  private static final int HEAD = 1024;

  private final SqlText text = new SqlText(this);
  private final Map<String, RowDigest> tables = new TreeMap<>();
  private final Map<ThingKind, Map<String, String>> things = new TreeMap<>();
  private RowDigest current = new RowDigest();
  private String serverVersion = "";
  private String toolName = "";
  private String toolVersion = "";
  private boolean completed;
  private boolean ended;

  @Override
  public void accept(byte[] bytes, int offset, int length) throws IOException {
    text.accept(bytes, offset, length);
  }

  @Override
  public DumpContents finish() throws BrokenDumpException {
    if (!completed || !text.isBetweenStatements()) {
      throw notWhole();
    }
    return new DumpContents(
        toolName,
        serverVersion,
        toolVersion,
        tables.entrySet().stream().map(e -> e.getValue().table(e.getKey())).toList(),
        things.entrySet().stream()
            .flatMap(kind -> things(kind.getKey(), kind.getValue()))
            .toList());
  }

  private BrokenDumpException notWhole() {
    if (ended) {
      return new BrokenDumpException(
          Reason.UNREADABLE,
          "something follows its end, %s; expected '%s' last".formatted(text.place(), COMPLETED));
    }
    if (toolVersion.isEmpty() && text.position() > HEAD) {
      return new BrokenDumpException(
          Reason.UNREADABLE,
          "it begins as no dump does; expected '-- MariaDB dump' or '-- MySQL dump' soon");
    }
    return new BrokenDumpException(
        Reason.CUT_SHORT,
        "the dump ends %s, expected '%s'; nothing of it counts, take it again"
            .formatted(text.place(), COMPLETED));
  }

  private static Stream<Manifest.Thing> things(ThingKind kind, Map<String, String> named) {
    return named.entrySet().stream()
        .map(e -> new Manifest.Thing(kind, e.getKey(), RowDigest.of(e.getValue().getBytes(UTF_8))));
  }

  @Override
  public void comment(String line) {
    completed = line.startsWith(COMPLETED);
    ended |= completed;
    Matcher server = SERVER.matcher(line);
    Matcher tool = TOOL.matcher(line);
    if (server.matches()) {
      serverVersion = server.group(1).strip();
    } else if (tool.matches()) {
      toolName = tool.group(1).equals("MySQL") ? "mysqldump" : "mariadb-dump";
      toolVersion = tool.group(2).strip();
    }
  }

  @Override
  public void insert(String table, String head) {
    completed = false;
    current = tables.computeIfAbsent(table, _ -> new RowDigest());
  }

  @Override
  public void row(byte[] bytes, int offset, int length) {
    current.row(bytes, offset, length);
  }

  @Override
  public void rowPiece(byte[] bytes, int offset, int length) {
    current.piece(bytes, offset, length);
  }

  @Override
  public void rowEnd() {
    current.endLong();
  }

  @Override
  public void statement(String sql, String delimiter) {
    completed = false;
    SqlThing thing = SqlThing.of(sql);
    switch (thing.kind()) {
      case TABLE -> tables.computeIfAbsent(thing.name(), _ -> new RowDigest());
      case SEQUENCE_VALUE -> define(ThingKind.SEQUENCE, thing, String::concat);
      case SEQUENCE -> define(ThingKind.SEQUENCE, thing, (_, now) -> now);
      // A view is first created as a stand-in with the same columns.
      case VIEW -> define(ThingKind.VIEW, thing, (_, now) -> now);
      case ROUTINE -> define(ThingKind.ROUTINE, thing, (_, now) -> now);
      case TRIGGER -> define(ThingKind.TRIGGER, thing, (_, now) -> now);
      case EVENT -> define(ThingKind.EVENT, thing, (_, now) -> now);
      case OTHER -> {}
    }
  }

  private void define(ThingKind kind, SqlThing thing, BinaryOperator<String> both) {
    things
        .computeIfAbsent(kind, _ -> new TreeMap<>())
        .merge(thing.name(), thing.definition(), both);
  }
}
