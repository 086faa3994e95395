package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.PostgresToc.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive as it replaces what a database holds. Before everything else, and in the same
 * transaction, what applications have there is removed, unless only some tables are restored; what
 * is restored gets the owners and rights of the archive. One whose role the server does not know,
 * or that the restoring user may not give, stays away, and why is kept in {@code
 * windlass_restore.withheld}.
 */
public final class PostgresReplacing {

  /** Kinds of which {@code pg_restore} changes owners. */
  private static final Set<String> OWNED =
      Set.of(
          "AGGREGATE",
          "COLLATION",
          "CONVERSION",
          "DOMAIN",
          "EVENT TRIGGER",
          "FOREIGN DATA WRAPPER",
          "FOREIGN TABLE",
          "FUNCTION",
          "MATERIALIZED VIEW",
          "OPERATOR",
          "OPERATOR CLASS",
          "OPERATOR FAMILY",
          "PROCEDURAL LANGUAGE",
          "PROCEDURE",
          "PUBLICATION",
          "SCHEMA",
          "SEQUENCE",
          "SERVER",
          "STATISTICS",
          "TABLE",
          "TEXT SEARCH CONFIGURATION",
          "TEXT SEARCH DICTIONARY",
          "TYPE",
          "VIEW");

  private static final Pattern END = Pattern.compile(";\\n");
  private static final String MAKE = "CREATE SCHEMA ";
  private static final String DROP = "DROP ";

  /** Of many large objects together; the tool reads what stands there. */
  private static final String MANY = "LARGE OBJECTS";

  private final PostgresToc toc;
  private final PostgresTocEdit edit;
  private final RestoreOptions options;

  PostgresReplacing(byte[] head, PostgresToc toc, RestoreOptions options) {
    this.toc = toc;
    this.edit = new PostgresTocEdit(head, toc);
    this.options = options;
  }

  /**
   * Asks for everything that applications have in a database: its type, identity, owner's {@code
   * name}, and whether it is {@code ours} to remove.
   */
  public static String things() {
    return resource("postgres-things.sql");
  }

  /** What is fed instead of the archive's beginning, once it was {@link #change}d. */
  byte[] head() {
    return edit.bytes();
  }

  /**
   * Changes it.
   *
   * @return ids of the entries that are restored; empty: all
   * @throws RestoreFailedException when the archive does not hold a selected table
   */
  List<String> change() throws RestoreFailedException {
    List<String> chosen =
        options.tables().isEmpty() ? List.of() : PostgresSelection.ids(toc, options.tables());
    List<Entry> entries =
        toc.entries().stream()
            .filter(entry -> chosen.isEmpty() || chosen.contains(String.valueOf(entry.id())))
            .toList();
    // The tool repeats a statement that fails: what may fail is short.
    int tools =
        edit.before(
            resource("postgres-attempt.sql")
                + resource("postgres-removal.sql").replace("@THINGS@", things()));
    int first = edit.before((chosen.isEmpty() ? removal(entries) : "") + options.mark());
    int last = edit.behind(owners(entries));
    entries.forEach(this::soften);
    toc.entries().forEach(entry -> edit.replace(entry.place().owner(), ""));
    List<String> ids = new ArrayList<>(chosen);
    if (!chosen.isEmpty()) {
      ids.addAll(0, List.of(String.valueOf(tools), String.valueOf(first)));
      ids.addLast(String.valueOf(last));
    }
    return ids;
  }

  private String removal(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.kind().equals("SCHEMA"))
        .map(entry -> literal(edit.text(entry.place().name())))
        .collect(
            Collectors.joining(", ", "SELECT windlass_restore.remove(array[", "]::text[]);\n"));
  }

  /** Schemas first, in which an owner must be at home; tables before the sequences of theirs. */
  private String owners(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> OWNED.contains(entry.kind()) || entry.kind().equals("BLOB"))
        .sorted(Comparator.comparingInt(PostgresReplacing::turn))
        .map(this::owner)
        .collect(Collectors.joining());
  }

  private static int turn(Entry entry) {
    return switch (entry.kind()) {
      case "SCHEMA" -> 0;
      case "TABLE" -> 1;
      default -> 2;
    };
  }

  private String owner(Entry entry) {
    String drop = edit.text(entry.place().drop()).strip();
    String owner = edit.text(entry.place().owner());
    boolean blob = entry.kind().equals("BLOB");
    if (owner.isEmpty() || !(blob || drop.startsWith(DROP))) {
      return "";
    }
    String what =
        blob
            ? "LARGE OBJECT " + edit.text(entry.place().name())
            : drop.substring(DROP.length(), drop.length() - 1);
    return attempt(
        "ALTER %s OWNER TO \"%s\"".formatted(what, owner.replace("\"", "\"\"")), Failing.TOLD);
  }

  /** Whether what could not be done is worth a word. */
  private enum Failing {
    TOLD,
    /** What it is about was not removed, and has it still. */
    SILENT
  }

  private void soften(Entry entry) {
    int place = entry.place().definition();
    String definition = edit.text(place);
    boolean lasting = Stream.of("SCHEMA ", "EXTENSION ").anyMatch(entry.name()::startsWith);
    switch (entry.kind()) {
      case "EXTENSION" -> edit.replace(entry.place().drop(), "");
      case "SCHEMA" -> {
        edit.replace(entry.place().drop(), "");
        if (definition.startsWith(MAKE)) {
          edit.replace(place, MAKE + "IF NOT EXISTS " + definition.substring(MAKE.length()));
        }
      }
      case "ACL" -> {
        if (!entry.name().startsWith(MANY)) {
          edit.replace(place, attempts(definition, lasting ? Failing.SILENT : Failing.TOLD));
        }
      }
      case "DEFAULT ACL" -> edit.replace(place, attempts(definition, Failing.SILENT));
      case "COMMENT" -> {
        if (lasting) {
          edit.replace(place, attempts(definition, Failing.SILENT));
        }
      }
      default -> {
        // as it is
      }
    }
  }

  private static String attempts(String statements, Failing failing) {
    return END.splitAsStream(statements)
        .filter(statement -> !statement.isBlank())
        .map(statement -> attempt(statement, failing))
        .collect(Collectors.joining());
  }

  private static String attempt(String statement, Failing failing) {
    return "SELECT windlass_restore.attempt(%s, %s);\n"
        .formatted(literal(statement), failing == Failing.TOLD);
  }

  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  private static String resource(String name) {
    try (var resource = PostgresReplacing.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException(name + " isn't on the class path");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
