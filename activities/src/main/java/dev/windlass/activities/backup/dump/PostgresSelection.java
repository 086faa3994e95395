package dev.windlass.activities.backup.dump;

import dev.windlass.activities.backup.dump.PostgresToc.Entry;
import dev.windlass.activities.backup.dump.RestoreFailedException.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of an archive belong to some tables: the tables, what they need (types, schemas,
 * sequences, functions), and what belongs to them alone (rows, defaults, keys, indexes, triggers).
 * {@code pg_restore --table} would bring tables without keys and indexes.
 */
final class PostgresSelection {

  /** What is made for a table and is nothing without it. */
  private static final Set<String> PARTS =
      Set.of(
          "TABLE DATA",
          "DEFAULT",
          "CONSTRAINT",
          "CHECK CONSTRAINT",
          "INDEX",
          "INDEX ATTACH",
          "TABLE ATTACH",
          "TRIGGER",
          "RULE",
          "POLICY",
          "ROW SECURITY",
          "COMMENT",
          "STATISTICS",
          "ACL",
          "SEQUENCE OWNED BY",
          "SEQUENCE SET");

  /** What says how to read the archive rather than what it holds. */
  private static final Set<String> SETTINGS = Set.of("ENCODING", "STDSTRINGS", "SEARCHPATH");

  private static final String FOREIGN_KEY = "FK CONSTRAINT";
  private static final String DROP = "DROP TABLE ";

  private final Map<Integer, Entry> byId = new HashMap<>();
  private final Set<Integer> chosen = new HashSet<>();
  private final PostgresToc toc;

  private PostgresSelection(PostgresToc toc) {
    this.toc = toc;
    toc.entries().forEach(entry -> byId.put(entry.id(), entry));
  }

  /**
   * The ids in the archive's order.
   *
   * @param tables as a manifest names them
   * @throws RestoreFailedException when the archive doesn't hold one of them
   */
  static List<String> ids(PostgresToc toc, List<String> tables) throws RestoreFailedException {
    Set<String> missing = new TreeSet<>(tables);
    toc.entries().stream()
        .filter(PostgresNames::isTable)
        .forEach(entry -> missing.remove(PostgresNames.of(entry)));
    if (!missing.isEmpty()) {
      throw new RestoreFailedException(
          Reason.NO_SUCH_TABLE,
          "the archive has no table %s; the manifest names those that it has".formatted(missing));
    }
    return new PostgresSelection(toc).choose(Set.copyOf(tables));
  }

  private List<String> choose(Set<String> tables) {
    for (Entry entry : toc.entries()) {
      boolean wanted = PostgresNames.isTable(entry) && tables.contains(PostgresNames.of(entry));
      if (wanted || SETTINGS.contains(entry.kind())) {
        chooseWithNeeds(entry);
      }
    }
    chooseForeignKeys();
    // Parts of parts come after them: an index of a key, where a sequence of a table stands.
    int before;
    do {
      before = chosen.size();
      toc.entries().stream().filter(this::isPartOfChosen).forEach(this::chooseWithNeeds);
    } while (chosen.size() > before);
    return toc.entries().stream()
        .map(Entry::id)
        .filter(chosen::contains)
        .map(String::valueOf)
        .collect(Collectors.toList());
  }

  private void chooseWithNeeds(Entry entry) {
    Deque<Entry> open = new ArrayDeque<>(List.of(entry));
    while (!open.isEmpty()) {
      Entry next = open.pop();
      if (chosen.add(next.id())) {
        next.needs().stream()
            .map(byId::get)
            .filter(need -> need != null && !PostgresNames.isTable(need))
            .forEach(open::push);
      }
    }
  }

  /**
   * With its table only, to whichever other one it refers: that one is there, or is missed. What
   * the key needs there isn't chosen.
   */
  private void chooseForeignKeys() {
    List<String> begin =
        toc.entries().stream()
            .filter(entry -> PostgresNames.isTable(entry) && chosen.contains(entry.id()))
            .map(table -> table.drop().strip())
            .filter(drop -> drop.startsWith(DROP) && drop.endsWith(";"))
            .map(drop -> drop.substring(DROP.length(), drop.length() - 1))
            .flatMap(name -> Stream.of("ALTER TABLE ONLY ", "ALTER TABLE ").map(one -> one + name))
            .map(alter -> alter + "\n")
            .toList();
    toc.entries().stream()
        .filter(entry -> entry.kind().equals(FOREIGN_KEY))
        .filter(entry -> begin.stream().anyMatch(entry.definition()::startsWith))
        .forEach(entry -> chosen.add(entry.id()));
  }

  private boolean isPartOfChosen(Entry entry) {
    return PARTS.contains(entry.kind())
        && !chosen.contains(entry.id())
        && entry.needs().stream().anyMatch(chosen::contains)
        && entry.needs().stream().map(byId::get).noneMatch(this::isOfAnotherTable);
  }

  private boolean isOfAnotherTable(@Nullable Entry need) {
    return need != null
        && (PostgresNames.isTable(need) || PARTS.contains(need.kind()))
        && !chosen.contains(need.id());
  }
}
