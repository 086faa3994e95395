package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.migration.safety.RollbackVerdict.Declared;
import dev.windlass.workflows.migration.safety.RollbackVerdict.Way;
import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollbackVerdictTest {

  private static RollbackVerdict of(String script, Declared declared) {
    Target target = Target.of(Engine.POSTGRESQL, "16");
    List<Script> scripts = List.of(new Script("V1__a.sql", script));
    List<Finding> findings = new Analysis(target, List.of(), Corpus.TODAY).of(scripts);
    return RollbackVerdict.of(findings, declared);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1                           | KEEP    | OLD_CODE_SAFE",
        "alter table a add b int            | KEEP    | OLD_CODE_SAFE",
        "alter table a add b int            | DOWN    | REVERSIBLE",
        "alter table a add b int            | RESTORE | OLD_CODE_SAFE",
        "create index concurrently i on a(b)| KEEP    | OLD_CODE_SAFE",
        "update a set b = 1 where c = 2     | KEEP    | OLD_CODE_SAFE",
        "update a set b = 1 where c = 2     | DOWN    | REVERSIBLE",
        "alter table a rename b to c        | KEEP    | NO_WAY_BACK",
        "alter table a rename b to c        | DOWN    | REVERSIBLE",
        "alter table a rename b to c        | RESTORE | NEEDS_RESTORE",
        "alter table a drop b               | KEEP    | NO_WAY_BACK",
        "alter table a drop b               | DOWN    | NO_WAY_BACK",
        "alter table a drop b               | RESTORE | NEEDS_RESTORE",
        "do $$ begin end $$                 | DOWN    | NO_WAY_BACK",
        "do $$ begin end $$                 | RESTORE | NEEDS_RESTORE",
      })
  void followsFromWhatIsDoneAndWhatIsDeclared(String script, Declared declared, Way way) {
    assertThat(of(script, declared).way()).isEqualTo(way);
  }

  @Test
  void namesTheFirstStatementThatCannotBeTakenBack() {
    RollbackVerdict verdict =
        of("alter table a add b int;\ndrop table c;\ntruncate d;", Declared.DOWN);
    assertThat(verdict.sentence())
        .isEqualTo("There is no way back after V1__a.sql:2: drop table c (drop-table).");
  }

  @Test
  void isNotSoftenedByAWaiver() {
    String waived =
        "-- windlass: allow drop-table reason=\"r\" owner=ada until=2026-12-31\ndrop table a;";
    assertThat(of(waived, Declared.DOWN).way()).isEqualTo(Way.NO_WAY_BACK);
  }
}
