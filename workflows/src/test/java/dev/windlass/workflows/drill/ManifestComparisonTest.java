package dev.windlass.workflows.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.Manifest.Table;
import dev.windlass.workflows.backup.Manifest.Thing;
import dev.windlass.workflows.backup.Manifest.ThingKind;
import dev.windlass.workflows.drill.ManifestComparison.Found;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a restored database can differ from its manifest, and what it is called. */
class ManifestComparisonTest {

  private static final Table ORDERS = new Table("orders", 3, "xxh3-128:aa");
  private static final Table EMPTY = new Table("nothing", 0, "xxh3-128:00");
  private static final Thing VIEW = new Thing(ThingKind.VIEW, "late", "xxh3-128:bb");
  private static final Thing TRIGGER = new Thing(ThingKind.TRIGGER, "late", "xxh3-128:cc");

  private static Found found(String version, List<Table> tables, List<Thing> things) {
    return new Found(version, tables, things);
  }

  static Stream<Arguments> differences() {
    List<Table> tables = List.of(ORDERS, EMPTY);
    List<Thing> things = List.of(VIEW, TRIGGER);
    return Stream.of(
        Arguments.of(
            found("8", tables, things), DrillReason.SCHEMA_VERSION, "found 8, the manifest says 7"),
        Arguments.of(
            new Found(null, tables, things),
            DrillReason.SCHEMA_VERSION,
            "found null, the manifest says 7"),
        Arguments.of(
            found("7", List.of(ORDERS), things), DrillReason.TABLE_MISSING, "missing: nothing"),
        Arguments.of(
            found("7", List.of(ORDERS, EMPTY, new Table("more", 1, "x")), things),
            DrillReason.TABLE_UNEXPECTED,
            "not in the manifest: more"),
        Arguments.of(
            found("7", List.of(new Table("orders", 2, "xxh3-128:dd"), EMPTY), things),
            DrillReason.ROW_COUNT,
            "orders has 2, the manifest says 3"),
        Arguments.of(
            found("7", List.of(new Table("orders", 3, "xxh3-128:dd"), EMPTY), things),
            DrillReason.ROWS_DIFFER,
            "not those of the dump in orders"),
        Arguments.of(
            found("7", tables, List.of(VIEW)), DrillReason.THING_MISSING, "missing: trigger late"),
        Arguments.of(
            found("7", tables, List.of(VIEW, new Thing(ThingKind.TRIGGER, "late", "x"))),
            DrillReason.THING_DIFFERS,
            "not as in the dump: trigger late"));
  }

  @ParameterizedTest
  @MethodSource("differences")
  void eachDifferenceHasItsReason(Found found, DrillReason reason, String detail) {
    Manifest manifest = manifest("7", List.of(ORDERS, EMPTY), List.of(VIEW, TRIGGER));

    assertThat(new ManifestComparison(manifest).with(found))
        .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
        .extracting(DrillFinding::reason, DrillFinding::detail)
        .contains(tuple(reason, detail));
  }

  @Test
  void whatIsTheSamePasses() {
    Manifest manifest = manifest("7", List.of(ORDERS, EMPTY), List.of(VIEW));

    assertThat(
            new ManifestComparison(manifest)
                .with(found("7", List.of(EMPTY, ORDERS), List.of(VIEW))))
        .hasSize(5)
        .allMatch(finding -> finding.verdict() == Verdict.PASS);
  }

  @Test
  void whatABackupNeverHadIsNothingToCompare() {
    Manifest manifest = manifest(null, List.of(ORDERS), List.of());

    assertThat(new ManifestComparison(manifest).with(new Found(null, List.of(ORDERS), List.of())))
        .filteredOn(finding -> finding.verdict() == Verdict.NO_DATA)
        .extracting(DrillFinding::check)
        .containsExactly("schema version", "views and routines");
  }

  @Test
  void manyDifferencesAreCounted() {
    List<Table> tables = IntStream.range(0, 12).mapToObj(i -> new Table("t" + i, 1, "x")).toList();

    assertThat(
            new ManifestComparison(manifest(null, tables, List.of()))
                .with(new Found(null, List.of(), List.of())))
        .contains(
            DrillFinding.fail(
                "tables", DrillReason.TABLE_MISSING, "missing: t0, t1, t2, t3, t4 and 7 more"));
  }

  private static Manifest manifest(
      @Nullable String version, List<Table> tables, List<Thing> things) {
    return new Manifest(
        Manifest.FORMAT,
        "b-1",
        "shop",
        "production",
        Manifest.Kind.DATABASE,
        null,
        Manifest.Origin.files("mariadb-dump", ""),
        version,
        null,
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(),
        tables,
        things,
        List.of(),
        List.of(),
        List.of());
  }
}
