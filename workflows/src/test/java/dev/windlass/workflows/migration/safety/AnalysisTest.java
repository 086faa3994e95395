package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.plan.Database.Engine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalysisTest {

  private static final Target TARGET = Target.of(Engine.POSTGRESQL, "16.2");
  private static final LocalDate TODAY = Corpus.TODAY;

  private static List<Finding> of(String text, Waiver... outside) {
    return new Analysis(TARGET, List.of(outside), TODAY).of(List.of(new Script("V1__a.sql", text)));
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).toList();
  }

  private static Waiver waiver(String rule, @Nullable String script, LocalDate until) {
    return new Waiver(rule, script, "known", "ada", until);
  }

  @Test
  void saysWhereWhatAndWhatElse() {
    Finding finding = of("select 1;\n\ndrop table users;").getFirst();
    assertThat(finding.place()).hasToString("V1__a.sql:3: drop table users");
    assertThat(finding.severity()).isEqualTo(Severity.FAIL);
    assertThat(finding.stops()).isTrue();
    assertThat(finding.advice().explanation()).startsWith("The rows are gone");
    assertThat(finding.advice().alternative()).contains("fresh backup");
    assertThat(finding.advice().source()).isEqualTo("PostgreSQL, DROP TABLE");
  }

  @Test
  void saysWhyAStatementCannotBeRead() {
    assertThat(of("select (1;").getFirst().advice().explanation())
        .isEqualTo("It cannot be read: a parenthesis is not closed.");
  }

  @Test
  void letsPassWhatSomebodyVouchesForDirectlyAbove() {
    List<Finding> findings =
        of(
            """
            -- windlass: allow drop-table reason="empty since June" owner=ada until=2026-12-31
            -- as agreed
            drop table a;
            drop table b;
            """);
    assertThat(rules(findings)).containsExactly("drop-table", "drop-table");
    assertThat(findings).extracting(Finding::stops).containsExactly(false, true);
    assertThat(findings.getFirst().waiver())
        .isEqualTo(
            new Waiver(
                "drop-table", "V1__a.sql", "empty since June", "ada", LocalDate.of(2026, 12, 31)));
  }

  @Test
  void holdsAWaiverToItsLastDay() {
    String script = "-- windlass: allow drop-table reason=\"r\" owner=ada until=%s\ndrop table a;";
    assertThat(of(script.formatted("2026-11-22"))).noneMatch(Finding::stops);
    List<Finding> late = of(script.formatted("2026-11-21"));
    assertThat(rules(late)).containsExactly("drop-table", "waiver-expired");
    assertThat(late.getFirst().stops()).isTrue();
    assertThat(late.getLast().advice().explanation()).contains("by ada ended on 2026-11-21");
  }

  @Test
  void complainsOfAWaiverWithoutReasonOwnerOrDate() {
    for (String said :
        List.of(
            "allow drop-table owner=ada until=2026-12-31",
            "allow drop-table reason=\" \" owner=ada until=2026-12-31",
            "allow drop-table reason=\"r\" until=2026-12-31",
            "allow drop-table reason=\"r\" owner=ada",
            "allow drop-table reason=\"r\" owner=ada until=2026-02-30",
            "alow drop-table reason=\"r\" owner=ada until=2026-12-31",
            "allow")) {
      List<Finding> findings = of("-- windlass: " + said + "\ndrop table a;");
      assertThat(rules(findings)).as(said).containsExactly("drop-table", "waiver-incomplete");
      assertThat(findings.getFirst().stops()).as(said).isTrue();
    }
  }

  @Test
  void complainsOfAWaiverThatNothingNeeds() {
    String said = "-- windlass: allow truncate reason=\"r\" owner=ada until=2026-12-31\n";
    assertThat(rules(of(said + "drop table a;"))).containsExactly("drop-table", "waiver-unused");
    assertThat(rules(of(said + "\ntruncate a;"))).containsExactly("truncate", "waiver-unused");
    assertThat(rules(of("truncate a;\n" + said))).containsExactly("truncate", "waiver-unused");
    assertThat(of(said + "drop table a;").getLast().place()).hasToString("V1__a.sql:1");
  }

  @Test
  void takesWaiversFromOutside() {
    LocalDate later = TODAY.plusDays(1);
    assertThat(of("drop table a;", waiver("drop-table", null, later))).noneMatch(Finding::stops);
    assertThat(of("drop table a;", waiver("drop-table", "V1__a.sql", TODAY)))
        .noneMatch(Finding::stops);
    assertThat(rules(of("drop table a;", waiver("drop-table", "V2__b.sql", later))))
        .containsExactly("drop-table", "waiver-unused");
    assertThat(rules(of("drop table a;", waiver("drop-table", null, TODAY.minusDays(1)))))
        .containsExactly("drop-table", "waiver-expired");
    assertThat(rules(of("select 1;", new Waiver("drop-table", null, "", "ada", later))))
        .containsExactly("waiver-incomplete");
  }

  @Test
  void beginsEachScriptAnew() {
    Script creates = new Script("V1__a.sql", "create table a (b int);");
    Script drops = new Script("V2__b.sql", "drop table a;");
    assertThat(rules(new Analysis(TARGET, List.of(), TODAY).of(List.of(creates, drops))))
        .containsExactly("create-table", "drop-table");
  }

  @Test
  void namesARuleOncePerStatement() {
    assertThat(rules(of("alter table a drop column b, drop column c;")))
        .containsExactly("drop-column");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void explainsEveryRule(Engine engine) {
    List<String> incomplete = new ArrayList<>();
    for (Rule rule : Rules.of(Target.of(engine, engine == Engine.MYSQL ? "8.0" : "10.11"))) {
      Advice advice = rule.advice();
      boolean sentences = advice.explanation().endsWith(".") && advice.alternative().endsWith(".");
      if (!sentences || advice.source().isBlank() || !rule.id().matches("[a-z]+(-[a-z]+)*")) {
        incomplete.add(rule.id());
      }
    }
    assertThat(incomplete).isEmpty();
  }
}
