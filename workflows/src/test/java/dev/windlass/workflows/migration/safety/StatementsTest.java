package dev.windlass.workflows.migration.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.plan.Database.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

  private static final Target POSTGRESQL = Target.of(Engine.POSTGRESQL, "16.2 (Debian 16.2-1)");
  private static final Target MARIADB = Target.of(Engine.MARIADB, "10.11.6-MariaDB-0+deb12u1");
  private static final Target MYSQL = Target.of(Engine.MYSQL, "8.0.36");

  private static List<String> firstWords(String text, Target target) {
    return Statements.of(text, target).stream().map(Statement::firstWords).toList();
  }

  @Test
  void countsLinesThroughCommentsAndQuotes() {
    String script = "-- one\n/* two\nthree */ select 'four\nfive';\n\nselect\n6;";
    assertThat(Statements.of(script, POSTGRESQL)).extracting(Statement::line).containsExactly(3, 6);
    assertThat(Statements.of(script.replace("\n", "\r\n"), MARIADB))
        .extracting(Statement::line)
        .containsExactly(3, 6);
  }

  @Test
  void readsQuotesAsEachEngineDoes() {
    String script = "select 'a\\'; select 'b';";
    assertThat(firstWords(script, POSTGRESQL)).containsExactly("select '…'", "select '…'");
    assertThat(Statements.of(script, MARIADB))
        .singleElement()
        .extracting(Statement::damage)
        .isEqualTo("a quote (') is not closed");
    assertThat(firstWords("select E'a\\'; b', $x$ ; $y$ ; $x$, $$;$$; select 2", POSTGRESQL))
        .containsExactly("select '…', '…', '…'", "select 2");
  }

  @Test
  void knowsWhichCommentsAreRun() {
    String script = "/*!40101 set a = 1 */; /*!99999 set b = 1 */ ; /*M!100100 set c = 1 */;";
    assertThat(firstWords(script, MARIADB)).containsExactly("set a = 1", "set c = 1");
    assertThat(firstWords(script, MYSQL)).containsExactly("set a = 1");
    assertThat(firstWords("/*!80013 set d = 1 */;", MARIADB)).isEmpty();
    assertThat(firstWords("/*!80013 set d = 1 */;", MYSQL)).containsExactly("set d = 1");
  }

  @Test
  void followsTheDelimiter() {
    String script =
        "select 1;\nDELIMITER $$\ncreate procedure p()\nbegin select 1; end$$\ndelimiter ;\nselect 2;";
    assertThat(firstWords(script, MARIADB))
        .containsExactly("select 1", "create procedure p () begin select 1 ; end", "select 2");
  }

  @Test
  void keepsABodyTogetherWithoutADelimiter() {
    String script =
        "create procedure p() begin if a then begin end; end if; while b do set c = if(d, 1, 2);"
            + " end while; case e when 1 then select 1; end case; end; select 2;";
    assertThat(firstWords(script, MARIADB)).hasSize(2).last().isEqualTo("select 2");
    String atomic =
        "create function f() returns int begin atomic select case when a then 1 end; end; select 2;";
    assertThat(firstWords(atomic, POSTGRESQL)).hasSize(2).last().isEqualTo("select 2");
    assertThat(firstWords("begin; select 1; end;", POSTGRESQL)).hasSize(3);
    assertThat(firstWords("begin; select 1; commit;", MARIADB)).hasSize(3);
  }

  @Test
  void passesOverTheRowsOfACopy() {
    String script = "copy a (b) from stdin;\n1;drop table c;\nit's\n\\.\nselect 2;";
    assertThat(Statements.of(script, POSTGRESQL)).extracting(Statement::line).containsExactly(1, 5);
    assertThat(Statements.of("copy a from stdin;\n1\n", POSTGRESQL))
        .singleElement()
        .extracting(Statement::damage)
        .isEqualTo("no line \\. ends the rows of COPY");
  }

  @Test
  void sendsWhatStandsBeforeACommandOfTheClient() {
    assertThat(firstWords("select 1 \\gexec\nselect 2;", POSTGRESQL))
        .containsExactly("select 1", "\\gexec", "select 2");
    assertThat(firstWords("select 1\\G select 2\\g source x.sql\nselect 3", MARIADB))
        .containsExactly("select 1", "select 2", "source x.sql", "select 3");
  }

  @Test
  void takesPlaceholdersForPartsOfWords() {
    assertThat(firstWords("select * from ${schema}.${prefix}_users;", POSTGRESQL))
        .containsExactly("select * from ${schema}.${prefix}_users");
  }

  @Test
  void showsNoSecret() {
    assertThat(firstWords("alter role a password 'geheim'", POSTGRESQL))
        .containsExactly("alter role a password '…'");
    assertThat(firstWords("create user a identified by \"geheim\"", MARIADB))
        .containsExactly("create user a identified by \"…\"");
  }

  @Test
  void refusesAVersionThatIsNone() {
    assertThatThrownBy(() -> Target.of(Engine.MYSQL, "eight"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found \"eight\"");
  }
}
