package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What of an analysis travels with a plan, and under which terms it stops one. */
class ReadingTest {

  private static Reading read(
      @Nullable MigrationKind allow, SchemaState schema, Script... scripts) {
    Analysis analysis = new Analysis(Target.of(Engine.POSTGRESQL, "16.2"), List.of(), Corpus.TODAY);
    Terms terms = new Terms(RollbackVerdict.Declared.KEEP, allow, schema);
    return Reading.of(analysis, List.of(scripts), terms);
  }

  private static Script script(String name, String sql) {
    return new Script(name, sql);
  }

  @Test
  void classifiesEveryScriptByItsStrictestStatement() {
    Reading reading =
        read(
            null,
            SchemaState.IN_USE,
            script("V1__a.sql", "alter table a add b int;"),
            script("V2__b.sql", "alter table a add c int; alter table a drop b;"),
            script("V3__c.sql", "select 1;"));

    assertThat(reading.scripts())
        .containsExactly(
            new ReadScript("V1__a.sql", MigrationKind.EXPAND),
            new ReadScript("V2__b.sql", MigrationKind.CONTRACT),
            new ReadScript("V3__c.sql", MigrationKind.SAFE));
    assertThat(reading.server()).isEqualTo("postgresql 16.2");
    assertThat(reading.losing()).containsExactly("V2__b.sql");
    assertThat(reading.verdict().sentence())
        .isEqualTo("There is no way back after V2__b.sql:1: alter table a drop b (drop-column).");
  }

  @Test
  void aRoutineThatNobodySeesIntoMayLoseRows() {
    Reading reading =
        read(
            null,
            SchemaState.IN_USE,
            script("V1__a.sql", "create procedure wipe() language sql as 'delete from a';"),
            script("V2__b.sql", "call nightly();"),
            script("V3__c.sql", "call wipe();"),
            script("V4__d.sql", "select count(*) from a;"));

    assertThat(reading.losing()).containsExactly("V2__b.sql", "V3__c.sql");
    assertThat(reading.stopping())
        .extracting(finding -> finding.place().script(), Finding::rule)
        .containsExactly(tuple("V3__c.sql", "delete-all-rows"));
  }

  @Test
  void keepsToWhatPeopleShouldKnow() {
    Reading reading =
        read(null, SchemaState.IN_USE, script("V1__a.sql", "alter table a add b int;"));

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.stopping()).isEmpty();
  }

  @Test
  void losesNothingAndKeepsNobodyWaitingOnAnEmptySchema() {
    Reading reading =
        read(null, SchemaState.EMPTY, script("V9__a.sql", "alter table a drop b; vacuum full a;"));

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.verdict().way()).isEqualTo(RollbackVerdict.Way.OLD_CODE_SAFE);
  }

  @Test
  void doesNotTrustWhatItCannotReadOnAnEmptySchemaEither() {
    assertThat(read(null, SchemaState.EMPTY, script("V1__a.sql", "select (1;")).stopping())
        .extracting(Finding::rule)
        .containsExactly("unparsable");
  }

  @Test
  void anEmptySchemaAnswersAsADryRunDoes() {
    Script asks = new Script("IfThere", "select * from a;", true);

    assertThat(read(null, SchemaState.IN_USE, asks).losing()).containsExactly("IfThere");
    assertThat(read(null, SchemaState.EMPTY, asks).findings()).isEmpty();
  }

  @Test
  void whatNobodyReadsMayDoAnythingAndStopsOnlyWhatAsksForMore() {
    Advice why = new Advice("Nobody reads it.", "Say for which server.", "Windlass");

    Reading none = Reading.none("bin/migrate", why, terms(null));

    assertThat(none.stopping()).isEmpty();
    assertThat(none.findings())
        .extracting(Finding::line)
        .containsExactly("warn migrations not-read: Nobody reads it.");
    assertThat(none.losing()).containsExactly("migrations");
    assertThat(none.verdict().sentence())
        .isEqualTo("Nobody knows whether old code runs on the new schema (migrations not read).");
    assertThat(Reading.none("bin/migrate", why, terms(MigrationKind.EXPAND)).stopping()).hasSize(1);
  }

  private static Terms terms(@Nullable MigrationKind allow) {
    return new Terms(RollbackVerdict.Declared.KEEP, allow, SchemaState.IN_USE);
  }

  @Test
  void stopsAChangeThatIsStricterThanWhatIsAllowed() {
    Script renames = script("V1__a.sql", "alter table a alter b set default 3;");

    assertThat(read(null, SchemaState.IN_USE, renames).stopping()).isEmpty();
    assertThat(read(MigrationKind.SAFE, SchemaState.IN_USE, script("V1__a.sql", "analyze a;")))
        .extracting(Reading::stopping)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isEmpty();
    assertThat(
            read(
                    MigrationKind.SAFE,
                    SchemaState.IN_USE,
                    script("V1__a.sql", "alter table a add b int;"))
                .stopping())
        .singleElement()
        .satisfies(finding -> assertThat(finding.kind()).isEqualTo(MigrationKind.EXPAND));
    assertThat(
            read(
                    MigrationKind.EXPAND,
                    SchemaState.IN_USE,
                    script("V1__a.sql", "alter table a add b int;"))
                .stopping())
        .isEmpty();
  }

  @Test
  void leavesOutTheLeastOfVeryManyAndSaysSo() {
    String locks = "create index i on a (b);\n".repeat(Reading.MOST);
    Reading reading =
        read(null, SchemaState.IN_USE, script("V1__a.sql", locks + "drop table a;\ndrop table b;"));

    assertThat(reading.findings()).hasSize(Reading.MOST);
    assertThat(reading.untold()).isEqualTo(2);
    assertThat(reading.stopping()).hasSize(2);
    assertThat(reading.findings().getLast().place().line()).isEqualTo(Reading.MOST + 2);
  }
}
