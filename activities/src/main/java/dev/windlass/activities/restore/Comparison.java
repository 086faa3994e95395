package dev.windlass.activities.restore;

import dev.windlass.activities.backup.dump.DumpContents;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was loaded beside what the manifest says of it. */
final class Comparison {

  private static final int SHOWN = 5;

  private final Manifest manifest;
  private final List<Manifest.Table> expected;
  private final boolean whole;

  /**
   * @param tables those that were asked for; empty: all
   */
  Comparison(Manifest manifest, List<String> tables) {
    this.manifest = manifest;
    this.whole = tables.isEmpty();
    this.expected =
        manifest.tables().stream().filter(t -> whole || tables.contains(t.name())).toList();
  }

  /**
   * The dump itself, before anybody relies on what is loaded from it: equal, and nothing more.
   *
   * @param held by the dump that was stored
   * @throws ApplicationFailure as {@code BACKUP_DAMAGED}
   */
  void requireDump(DumpContents held) {
    List<String> wrong =
        differences(held).stream()
            .map(Difference::text)
            .collect(Collectors.toCollection(ArrayList::new));
    List<String> known = expected.stream().map(Manifest.Table::name).toList();
    held.tables().stream()
        .map(Manifest.Table::name)
        .filter(table -> !known.contains(table))
        .forEach(table -> wrong.add(table + " is not in the manifest"));
    requireNone(wrong, "what the dump of %s holds");
  }

  /** Equal where nobody else can have written: {@link #require(DumpContents, Others)}. */
  Loaded require(DumpContents found) throws SQLException {
    return require(found, (_, _) -> false);
  }

  /**
   * Equal but for what others have written since, or a failure that names the first tables that are
   * not.
   *
   * @param found by a dump of the same tool
   * @throws ApplicationFailure as {@code BACKUP_DAMAGED}
   */
  Loaded require(DumpContents found, Others others) throws SQLException {
    List<String> wrong = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (Difference difference : differences(found)) {
      if (difference.isThere() && others.wrote(difference.kind(), difference.name())) {
        written.add(difference.name());
      } else {
        wrong.add(difference.text());
      }
    }
    requireNone(wrong, "what was loaded of %s");
    return loaded(written);
  }

  /** Whoever else writes to the target as soon as what was loaded can be seen. */
  @FunctionalInterface
  interface Others {
    /**
     * Whether they have written to it since it was loaded.
     *
     * @param kind null: a table
     */
    boolean wrote(Manifest.@Nullable ThingKind kind, String name) throws SQLException;
  }

  /**
   * What is not as the manifest says.
   *
   * @param kind null: a table
   * @param isThere it has not gone
   */
  private record Difference(
      Manifest.@Nullable ThingKind kind, String name, boolean isThere, String text) {}

  private List<Difference> differences(DumpContents found) {
    Map<String, Manifest.Table> tables =
        found.tables().stream()
            .collect(Collectors.toMap(Manifest.Table::name, Function.identity()));
    List<Difference> wrong = new ArrayList<>();
    for (Manifest.Table table : expected) {
      Manifest.Table there = tables.get(table.name());
      if (!table.equals(there)) {
        wrong.add(new Difference(null, table.name(), there != null, sentence(table, there)));
      }
    }
    if (whole) {
      manifest.things().stream()
          .filter(thing -> !found.things().contains(thing))
          .map(thing -> difference(thing, found))
          .forEach(wrong::add);
    }
    return wrong;
  }

  private static String sentence(Manifest.Table table, Manifest.@Nullable Table there) {
    return "%s has %s, expected %d rows of digest %s"
        .formatted(
            table.name(),
            there == null ? "gone" : there.rows() + " rows of digest " + there.digest(),
            table.rows(),
            table.digest());
  }

  private static Difference difference(Manifest.Thing thing, DumpContents found) {
    boolean isThere =
        found.things().stream()
            .anyMatch(one -> one.kind() == thing.kind() && one.name().equals(thing.name()));
    String kind = thing.kind().name().toLowerCase(Locale.ROOT);
    return new Difference(
        thing.kind(),
        thing.name(),
        isThere,
        "%s %s is not as it was".formatted(kind, thing.name()));
  }

  /**
   * @param what is wrong, with a place for the backup's id
   */
  private void requireNone(List<String> wrong, String what) {
    if (!wrong.isEmpty()) {
      throw Failures.of(
          FailureType.BACKUP_DAMAGED,
          "%s is not what its manifest says: %s%s"
              .formatted(
                  what.formatted(manifest.id()),
                  wrong.stream().limit(SHOWN).collect(Collectors.joining("; ")),
                  wrong.size() > SHOWN ? "; and %d more".formatted(wrong.size() - SHOWN) : ""));
    }
  }

  /** In numbers. */
  Loaded loaded() {
    return loaded(List.of());
  }

  private Loaded loaded(List<String> written) {
    return new Loaded(
        expected.size(),
        expected.stream().mapToLong(Manifest.Table::rows).sum(),
        manifest.objects().stream().mapToLong(Manifest.StoredObject::bytes).sum(),
        written.isEmpty() ? null : written,
        null);
  }
}
