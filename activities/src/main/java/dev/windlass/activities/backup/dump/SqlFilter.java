package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.RestoreFailedException.Reason;
import dev.windlass.activities.backup.dump.RestoreOptions.Definers;
import dev.windlass.activities.backup.dump.RestoreOptions.Events;
import dev.windlass.activities.backup.dump.SqlThing.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes a dump of MariaDB or MySQL on, with what {@link RestoreOptions} change, and without the
 * original database's name where the tool writes it.
 */
final class SqlFilter implements SqlListener {

  /** The tool's headings: what follows is about this table, or about no table. */
  private static final Pattern ABOUT_TABLE =
      Pattern.compile("-- (?:Table structure|Dumping data) for table `((?:[^`]|``)+)`.*");

  private static final Pattern ABOUT_OTHERS =
      Pattern.compile(
          "-- (?:Temporary (?:table|view) structure|Final view structure|Sequence structure"
              + "|Dumping events|Dumping routines).*");

  /** Who dumps says what; a sequence in a column's default comes with its database's name. */
  private static final Pattern DATABASE = Pattern.compile("-- Host: .*\\s+Database: (.+)");

  private static final byte[] COMMA = {','};
  private static final byte[] OPEN = {'('};
  private static final byte[] CLOSE = {')'};
  private static final byte[] END = {';', '\n'};

  /** Takes what is passed on. */
  interface Target {
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  private final RestoreOptions options;
  private final Target target;
  private final Set<String> wanted;
  private final Set<String> missing;
  private final SequenceValues sequences = new SequenceValues();
  private String qualifier = "";
  private boolean passing = true;
  private boolean first;
  private boolean open;

  SqlFilter(RestoreOptions options, Target target) {
    this.options = options;
    this.target = target;
    this.wanted = new HashSet<>(options.tables());
    this.missing = new TreeSet<>(options.tables());
  }

  @Override
  public void comment(String line) throws IOException {
    Matcher database = DATABASE.matcher(line);
    if (database.matches()) {
      qualifier = "(`" + database.group(1).strip().replace("`", "``") + "`.";
    }
    Matcher table = ABOUT_TABLE.matcher(line);
    if (wanted.isEmpty()) {
      passing = true;
    } else if (table.matches()) {
      String name = table.group(1).replace("``", "`");
      missing.remove(name);
      passing = wanted.contains(name);
    } else if (ABOUT_OTHERS.matcher(line).matches()) {
      passing = false;
    }
    pass(line + "\n");
  }

  @Override
  public void delimiter(String delimiter) throws IOException {
    pass("DELIMITER " + delimiter + "\n");
  }

  @Override
  public void statement(String sql, String delimiter) throws IOException {
    pass(changed(sql) + delimiter + "\n");
  }

  private String changed(String sql) {
    Kind kind = SqlThing.of(sql).kind();
    boolean hasDefiner =
        kind == Kind.VIEW || kind == Kind.ROUTINE || kind == Kind.TRIGGER || kind == Kind.EVENT;
    if (kind == Kind.SEQUENCE_VALUE) {
      return sequences.set(sql);
    }
    if (kind == Kind.SEQUENCE) {
      sequences.defined(sql);
    }
    String changed = sql;
    if (hasDefiner && options.definers() == Definers.RESTORER) {
      changed = SqlThing.DEFINER.matcher(changed).replaceFirst("");
    }
    if (kind == Kind.TABLE && !qualifier.isEmpty()) {
      // Otherwise a copy would draw numbers from the original's sequence.
      changed = changed.replace("nextval" + qualifier, "nextval(");
    }
    if (kind == Kind.EVENT && options.events() == Events.SWITCHED_OFF) {
      changed = SqlThing.SWITCH.matcher(changed).replaceFirst("$1 DISABLE");
    }
    if (kind == Kind.EVENT && options.events() == Events.PARKED) {
      changed = SqlThing.SWITCH.matcher(changed).replaceFirst(SqlFilter::parked);
    }
    return changed;
  }

  private static String parked(MatchResult found) {
    boolean runs = found.group().toUpperCase(Locale.ROOT).endsWith(" ENABLE");
    return found.group(1) + (runs ? " DISABLE ON SLAVE" : " DISABLE");
  }

  @Override
  public void insert(String table, String head) throws IOException {
    pass(head + " ");
    first = true;
  }

  @Override
  public void row(byte[] bytes, int offset, int length) throws IOException {
    openRow();
    pass(bytes, offset, length);
    closeRow();
  }

  @Override
  public void rowPiece(byte[] bytes, int offset, int length) throws IOException {
    if (!open) {
      openRow();
    }
    pass(bytes, offset, length);
  }

  @Override
  public void rowEnd() throws IOException {
    closeRow();
  }

  private void openRow() throws IOException {
    if (!first) {
      pass(COMMA, 0, COMMA.length);
    }
    first = false;
    open = true;
    pass(OPEN, 0, OPEN.length);
  }

  private void closeRow() throws IOException {
    pass(CLOSE, 0, CLOSE.length);
    open = false;
  }

  @Override
  public void insertEnd() throws IOException {
    pass(END, 0, END.length);
  }

  private void pass(String sql) throws IOException {
    byte[] bytes = sql.getBytes(UTF_8);
    pass(bytes, 0, bytes.length);
  }

  private void pass(byte[] bytes, int offset, int length) throws IOException {
    if (passing) {
      target.write(bytes, offset, length);
    }
  }

  /**
   * @throws RestoreFailedException when a table that was asked for didn't come
   */
  void end() throws IOException {
    if (!missing.isEmpty()) {
      throw new RestoreFailedException(
          Reason.NO_SUCH_TABLE,
          "the dump has no table %s; the manifest names those that it has".formatted(missing));
    }
  }
}
