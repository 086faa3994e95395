package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.workflows.migration.safety.RollbackVerdict.Declared;
import dev.windlass.workflows.migration.safety.RollbackVerdict.Way;
import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What down scripts do is said of the undo, and stops no plan. */
class WayDownTest {

  private static final Terms TERMS =
      new Terms(Declared.DOWN, MigrationKind.EXPAND, SchemaState.IN_USE);

  private static Reading read(String up, String down, Waiver... waivers) {
    return read(up, List.of(new Script("U1__a.sql", down)), List.of(), waivers);
  }

  private static Reading read(
      String up, List<Script> down, List<WayDown.Missing> missing, Waiver... waivers) {
    Analysis analysis =
        new Analysis(Target.of(Engine.POSTGRESQL, "16.2"), List.of(waivers), Corpus.TODAY);
    return Reading.of(analysis, List.of(new Script("V1__a.sql", up)), TERMS)
        .with(WayDown.of(analysis, down, missing, TERMS));
  }

  private static WayDown down(Reading reading) {
    return Objects.requireNonNull(reading.down());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table a alter b set default 3 | The declared way down leads back.",
        "alter table a drop b | The declared way down leads back; it loses what was written since (drop-column, U1__a.sql:1: alter table a drop b).",
        "call nightly() | The declared way down leads back; it may lose what was written since (call-routine, U1__a.sql:1: call nightly ()).",
        "create index i on a (b) | The declared way down leads back; it keeps writers waiting (create-index, U1__a.sql:1: create index i on a (b)).",
        "vacuum full a | The declared way down leads back; it keeps readers and writers waiting (vacuum-full, U1__a.sql:1: vacuum full a).",
        "alter table a drop (b | Nobody knows whether the declared way down leads back (unparsable, U1__a.sql:1: alter table a drop (b).",
      })
  void theVerdictSaysWhatTheUndoCosts(String down, String sentence) {
    Reading reading = read("alter table a add b int", down);

    assertThat(reading.verdict().sentence()).isEqualTo(sentence);
    assertThat(reading.stopping()).isEmpty();
    assertThat(reading.losing()).isEmpty();
  }

  @Test
  void losingWhatWasWrittenSinceIsAFindingOfTheUndoAlone() {
    Reading reading = read("alter table a add b int", "alter table a drop b");

    assertThat(reading.findings()).isEmpty();
    assertThat(down(reading).findings())
        .extracting(Finding::rule, finding -> finding.place().at())
        .contains(tuple("drop-column", "U1__a.sql:1"));
    assertThat(down(reading).scripts())
        .containsExactly(new ReadScript("U1__a.sql", MigrationKind.CONTRACT));
    assertThat(reading.verdict().way()).isEqualTo(Way.REVERSIBLE);
  }

  @Test
  void rowsThatTheScriptsThemselvesLoseComeBackByNoWayDown() {
    Reading reading = read("drop table a", "create table a (b int)");

    assertThat(reading.verdict().sentence())
        .isEqualTo("There is no way back after V1__a.sql:1: drop table a (drop-table).");
  }

  @Test
  void aScriptThatNothingTakesBackMakesTheVerdictSaySo() {
    Reading reading =
        read(
            "alter table a add b int",
            List.of(),
            List.of(new WayDown.Missing("V1__a.sql", "down/U1__a.sql")));

    assertThat(down(reading).findings())
        .extracting(Finding::line)
        .containsExactly("warn V1__a.sql no-way-down: Nothing takes it back.");
    assertThat(reading.verdict().way()).isEqualTo(Way.NO_WAY_BACK);
    assertThat(reading.verdict().sentence())
        .isEqualTo("There is no way back after V1__a.sql (no-way-down).");
  }

  @Test
  void aWaiverIsOfTheScriptsThatItIsFor() {
    Waiver up = new Waiver("drop-column", "V1__a.sql", "r", "ada", Corpus.TODAY);
    Waiver down = new Waiver("drop-column", "U1__a.sql", "r", "ada", Corpus.TODAY);

    Reading reading = read("alter table a drop c", "alter table a drop b", up, down);

    assertThat(reading.findings()).filteredOn(Finding::isOfWaiver).isEmpty();
    assertThat(down(reading).findings())
        .filteredOn(finding -> finding.rule().equals("drop-column"))
        .extracting(Finding::waiver)
        .containsExactly(down);
    assertThat(down(reading).findings()).filteredOn(Finding::isOfWaiver).isEmpty();
  }
}
