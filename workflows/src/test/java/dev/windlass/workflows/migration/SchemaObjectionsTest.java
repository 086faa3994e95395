package dev.windlass.workflows.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.migration.SchemaObjections.Asked;
import dev.windlass.workflows.migration.safety.Analysis;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.RollbackVerdict;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Waiver;
import dev.windlass.workflows.plan.Database.Engine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaObjectionsTest {
  private static final Asked PRODUCTION =
      new Asked("production", Instant.parse("2026-11-22T10:00:00Z"));

  private static Reading read(String sql, Waiver... waivers) {
    Analysis analysis =
        new Analysis(
            Target.of(Engine.MARIADB, "10.11"), List.of(waivers), LocalDate.parse("2026-11-22"));
    return Reading.of(
        analysis,
        List.of(new Script("V2__a.sql", sql)),
        new Terms(RollbackVerdict.Declared.KEEP, null, Terms.SchemaState.IN_USE));
  }

  private static Waiver until(String day) {
    return new Waiver("drop-table", null, "nobody reads it", "ada", LocalDate.parse(day));
  }

  @Test
  void aWaiverThatIsOverIsNamedBesideWhatItNoLongerCovers() {
    List<Problem> problems = SchemaObjections.of(read("drop table a;", until("2026-11-21")));

    assertThat(problems).extracting(Problem::where).containsExactly("V2__a.sql:1", "migrations");
    assertThat(problems.getFirst().what()).startsWith("drop-table: ");
    assertThat(problems.getLast().what())
        .isEqualTo("waiver-expired: The waiver of drop-table by ada ended on 2026-11-21.");
    assertThat(problems.getLast().mend()).contains("until=YYYY-MM-DD");
  }

  @Test
  void aWaiverStopsNothingByItself() {
    assertThat(SchemaObjections.of(read("drop table a;", until("2026-11-22")))).isEmpty();
    assertThat(SchemaObjections.of(read("select 1;", until("2026-11-21")))).isEmpty();
  }

  @Test
  void aShortTimeIsToldAsItIs() {
    Reading loses = read("drop table a;");

    assertThat(SchemaObjections.unproved(loses, Duration.ofMinutes(90), List.of(), PRODUCTION))
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("within 1 h 30 m ("));
    assertThat(SchemaObjections.stale(Duration.ofSeconds(5), List.of(), PRODUCTION))
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains("within 5 s ("));
  }
}
