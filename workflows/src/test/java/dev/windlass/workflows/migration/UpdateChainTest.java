package dev.windlass.workflows.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.plan.Database.Engine;
import dev.windlass.workflows.plan.Migrations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateChainTest {

  private static final Migrations.Updates DECLARED =
      new Migrations.Updates("schema_version", "version");
  private static final Target MARIADB = Target.of(Engine.MARIADB, "10.11.6-MariaDB");

  @Test
  void leadsOnFromTheVersionThatTheSchemaHas() {
    UpdateChain chain =
        chain("2", "10_update_2_3.sql", "9_update_v1_v2.sql", "R__b.sql", "R__a.sql");
    assertThat(chain.problems()).isEmpty();
    assertThat(chain.scripts()).extracting(Script::name).containsExactly("10_update_2_3.sql");
    assertThat(chain.repeatable()).extracting(Script::name).containsExactly("R__a.sql", "R__b.sql");
  }

  @Test
  void hasNothingToDoAtTheNewestVersion() {
    UpdateChain chain = chain("3", "09_update_1_2.sql", "10_update_2_3.sql");
    assertThat(chain.problems()).isEmpty();
    assertThat(chain.pending()).isEmpty();
    assertThat(chain("3").problems()).as("no scripts at all").isEmpty();
  }

  @Test
  void namesWhatBreaksTheChain() {
    assertThat(chain("1", "01_update_1_2.sql", "02_update_3_4.sql").problems())
        .singleElement()
        .asString()
        .startsWith("02_update_3_4.sql starts from 3, but 01_update_1_2.sql before it ends at 2");
    assertThat(chain("1", "01_update_1_2.sql", "1_update_2_3.sql").problems())
        .singleElement()
        .asString()
        .contains("have the same number");
    assertThat(chain("1", "01_update_1_1.sql").problems())
        .singleElement()
        .asString()
        .startsWith("01_update_1_1.sql leads nowhere");
    assertThat(chain("0", "01_update_1_2.sql").problems())
        .singleElement()
        .asString()
        .startsWith("the schema is at 0, without tables (schema_version.version)");
    assertThat(chain("1", "update_1_2.sql", "01_update_1.sql").problems()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE schema_version SET version = '2'",
        "# why\nupdate `schema_version` set changed = now(), version = 'v2'",
        "INSERT INTO schema_version (version) VALUES (\"2\")",
        "DELETE FROM schema_version;\nREPLACE schema_version VALUES (2)",
        "CALL set_version('2')"
      })
  void hearsAVersionHoweverItIsTold(String text) {
    assertThat(told(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- UPDATE schema_version SET version = '2'",
        "SELECT 'UPDATE schema_version SET version = 2'",
        "SELECT version FROM schema_version WHERE version = '2'",
        "UPDATE other SET version = '2'",
        "UPDATE schema_version SET version = '20'",
        "UPDATE schema_version, orders SET version = '2'",
        "\n\n\n\n\n\n\n\n\n\nUPDATE schema_version SET version = '2'"
      })
  void takesNothingElseForAVersion(String text) {
    assertThat(told(text)).isFalse();
  }

  private static boolean told(String text) {
    return UpdateChain.of(List.of(new Script("01_update_1_2.sql", text)), "1", DECLARED, MARIADB)
        .problems()
        .isEmpty();
  }

  private static UpdateChain chain(String found, String... names) {
    List<Script> scripts =
        Stream.of(names)
            .map(name -> {
              UpdateScript update = UpdateScript.of(new Script(name, ""));
              String to = update == null ? "" : update.to();
              return new Script(name, "update schema_version set version = '" + to + "';");
            })
            .toList();
    return UpdateChain.of(scripts, found, DECLARED, MARIADB);
  }
}
