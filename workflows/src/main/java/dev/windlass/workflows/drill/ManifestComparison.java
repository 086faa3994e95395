package dev.windlass.workflows.drill;

import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.Manifest.Table;
import dev.windlass.workflows.backup.Manifest.Thing;
import dev.windlass.workflows.contract.WireNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether a restored database holds what its backup's manifest says: nothing less, nothing else.
 */
public final class ManifestComparison {

  private static final int SHOWN = 5;

  private final Manifest expected;

  public ManifestComparison(Manifest expected) {
    this.expected = expected;
  }

  /**
   * What was found.
   *
   * @param schemaVersion asked for where the manifest's was, or null where there is none
   */
  public record Found(@Nullable String schemaVersion, List<Table> tables, List<Thing> things) {
    public Found {
      tables = List.copyOf(tables);
      things = List.copyOf(things);
    }
  }

  /** One finding for each thing that is compared. */
  public List<DrillFinding> with(Found found) {
    return List.of(version(found), tables(found), counts(found), digests(found), things(found));
  }

  private DrillFinding version(Found found) {
    String name = "schema version";
    if (expected.schemaVersion() == null && found.schemaVersion() == null) {
      return DrillFinding.noData(name, "the backup has none");
    }
    return Objects.equals(expected.schemaVersion(), found.schemaVersion())
        ? DrillFinding.pass(name, String.valueOf(found.schemaVersion()))
        : DrillFinding.fail(
            name,
            DrillReason.SCHEMA_VERSION,
            "found %s, the manifest says %s"
                .formatted(found.schemaVersion(), expected.schemaVersion()));
  }

  private DrillFinding tables(Found found) {
    String name = "tables";
    List<String> missing = without(names(expected.tables()), names(found.tables()));
    if (!missing.isEmpty()) {
      return DrillFinding.fail(name, DrillReason.TABLE_MISSING, "missing: " + shown(missing));
    }
    List<String> more = without(names(found.tables()), names(expected.tables()));
    return more.isEmpty()
        ? DrillFinding.pass(name, "all " + expected.tables().size())
        : DrillFinding.fail(
            name, DrillReason.TABLE_UNEXPECTED, "not in the manifest: " + shown(more));
  }

  private DrillFinding counts(Found found) {
    List<String> other =
        both(
            found,
            pair -> pair.found().rows() != pair.expected().rows(),
            pair ->
                "%s has %d, the manifest says %d"
                    .formatted(
                        pair.expected().name(), pair.found().rows(), pair.expected().rows()));
    long rows = found.tables().stream().mapToLong(Table::rows).sum();
    return other.isEmpty()
        ? DrillFinding.pass("row counts", rows + " rows")
        : DrillFinding.fail("row counts", DrillReason.ROW_COUNT, shown(other));
  }

  private DrillFinding digests(Found found) {
    List<String> other =
        both(
            found,
            pair -> !pair.found().digest().equals(pair.expected().digest()),
            pair -> pair.expected().name());
    return other.isEmpty()
        ? DrillFinding.pass("rows", "the very rows of the dump")
        : DrillFinding.fail(
            "rows", DrillReason.ROWS_DIFFER, "not those of the dump in " + shown(other));
  }

  private DrillFinding things(Found found) {
    String name = "views and routines";
    if (expected.things().isEmpty() && found.things().isEmpty()) {
      return DrillFinding.noData(name, "the backup has none");
    }
    List<String> missing = without(things(expected.things()), things(found.things()));
    if (!missing.isEmpty()) {
      return DrillFinding.fail(name, DrillReason.THING_MISSING, "missing: " + shown(missing));
    }
    SortedMap<String, String> digests = new TreeMap<>();
    expected.things().forEach(thing -> digests.put(word(thing), thing.digest()));
    List<String> other =
        found.things().stream()
            .filter(thing -> !thing.digest().equals(digests.get(word(thing))))
            .map(ManifestComparison::word)
            .toList();
    return other.isEmpty()
        ? DrillFinding.pass(name, "all " + expected.things().size())
        : DrillFinding.fail(name, DrillReason.THING_DIFFERS, "not as in the dump: " + shown(other));
  }

  private record Pair(Table expected, Table found) {}

  private List<String> both(Found found, Predicate<Pair> differs, Function<Pair, String> word) {
    List<String> words = new ArrayList<>();
    SortedMap<String, Table> there = new TreeMap<>();
    found.tables().forEach(table -> there.put(table.name(), table));
    for (Table table : expected.tables()) {
      Optional.ofNullable(there.get(table.name()))
          .map(other -> new Pair(table, other))
          .filter(differs)
          .map(word)
          .ifPresent(words::add);
    }
    return words;
  }

  private static List<String> names(List<Table> tables) {
    return tables.stream().map(Table::name).toList();
  }

  private static List<String> things(List<Thing> things) {
    return things.stream().map(ManifestComparison::word).toList();
  }

  private static String word(Thing thing) {
    return WireNames.of(thing.kind()) + " " + thing.name();
  }

  private static List<String> without(List<String> all, List<String> some) {
    SortedSet<String> there = new TreeSet<>(some);
    return all.stream().filter(name -> !there.contains(name)).toList();
  }

  private static String shown(List<String> words) {
    String first = words.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return words.size() > SHOWN ? first + " and " + (words.size() - SHOWN) + " more" : first;
  }
}
