package dev.windlass.activities.restore;

import dev.windlass.activities.backup.dump.DumpContents;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.restore.RestoreWorkflow.Loaded;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    List<String> wrong = differences(held);
    List<String> known = expected.stream().map(Manifest.Table::name).toList();
    held.tables().stream()
        .map(Manifest.Table::name)
        .filter(table -> !known.contains(table))
        .forEach(table -> wrong.add(table + " is not in the manifest"));
    requireNone(wrong, "what the dump of %s holds");
  }

  /**
   * Equal, or a failure that names the first tables that are not.
   *
   * @param found by a dump of the same tool
   * @throws ApplicationFailure as {@code BACKUP_DAMAGED}
   */
  Loaded require(DumpContents found) {
    requireNone(differences(found), "what was loaded of %s");
    return loaded();
  }

  private List<String> differences(DumpContents found) {
    Map<String, Manifest.Table> tables =
        found.tables().stream()
            .collect(Collectors.toMap(Manifest.Table::name, Function.identity()));
    List<String> wrong = new ArrayList<>();
    for (Manifest.Table table : expected) {
      Manifest.Table there = tables.get(table.name());
      if (!table.equals(there)) {
        wrong.add(
            "%s has %s, expected %d rows of digest %s"
                .formatted(
                    table.name(),
                    there == null ? "gone" : there.rows() + " rows of digest " + there.digest(),
                    table.rows(),
                    table.digest()));
      }
    }
    if (whole) {
      manifest.things().stream()
          .filter(thing -> !found.things().contains(thing))
          .forEach(thing ->
              wrong.add(
                  "%s %s is not as it was"
                      .formatted(thing.kind().name().toLowerCase(Locale.ROOT), thing.name())));
    }
    return wrong;
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
    return new Loaded(
        expected.size(),
        expected.stream().mapToLong(Manifest.Table::rows).sum(),
        manifest.objects().stream().mapToLong(Manifest.StoredObject::bytes).sum());
  }
}
