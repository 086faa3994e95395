package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.windlass.activities.backup.dump.PostgresToc.Entry;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.Manifest.ThingKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the entries of an archive's table of contents are called in a manifest. */
final class PostgresNames {

  /** Every large object of a database is a row of this. */
  static final String LARGE_OBJECTS = "pg_largeobject";

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
  private static final Set<String> TABLES = Set.of("TABLE", "FOREIGN TABLE");
  private static final Map<String, ThingKind> THINGS =
      Map.of(
          "VIEW", ThingKind.VIEW,
          "MATERIALIZED VIEW", ThingKind.VIEW,
          "FUNCTION", ThingKind.ROUTINE,
          "PROCEDURE", ThingKind.ROUTINE,
          "AGGREGATE", ThingKind.ROUTINE,
          "TRIGGER", ThingKind.TRIGGER,
          "EVENT TRIGGER", ThingKind.TRIGGER,
          "SEQUENCE", ThingKind.SEQUENCE,
          "SEQUENCE SET", ThingKind.SEQUENCE);

  private PostgresNames() {}

  static boolean isTable(Entry entry) {
    return TABLES.contains(entry.kind());
  }

  /** Schema and name, quoted where PostgreSQL's own tools quote. */
  static String of(Entry entry) {
    ThingKind kind = THINGS.get(entry.kind());
    // Routines come with their arguments and triggers with their table, both as text.
    boolean isText = kind == ThingKind.ROUTINE || kind == ThingKind.TRIGGER;
    String name = isText ? entry.name() : quoted(entry.name());
    return entry.schema().isEmpty() ? name : quoted(entry.schema()) + "." + name;
  }

  private static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** By kind and name. Where a sequence stands is an entry of its own, and part of it. */
  static List<Manifest.Thing> things(List<Entry> entries) {
    Map<ThingKind, Map<String, String>> found = new TreeMap<>();
    for (Entry entry : entries) {
      ThingKind kind = THINGS.get(entry.kind());
      if (kind != null) {
        found
            .computeIfAbsent(kind, _ -> new TreeMap<>())
            .merge(of(entry), entry.definition(), String::concat);
      }
    }
    return found.entrySet().stream()
        .flatMap(kind ->
            kind.getValue().entrySet().stream()
                .map(thing ->
                    new Manifest.Thing(
                        kind.getKey(),
                        thing.getKey(),
                        RowDigest.of(thing.getValue().getBytes(UTF_8)))))
        .toList();
  }
}
