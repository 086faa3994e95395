package dev.windlass.activities.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.migration.safety.Terms.SchemaState;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says of the server. */
class ToldServerTest {

  private static ToldServer said(String printed) {
    return Objects.requireNonNull(ToldServer.said(printed), printed);
  }

  @ParameterizedTest
  @CsvSource({
    "mysql 10.11.19-MariaDB-0+deb12u1, mariadb 10.11",
    "mysql 5.5.5-10.11.19-MariaDB, mariadb 10.11",
    "mariadb 11.4.2, mariadb 11.4",
    "mysql 8.0.35-0ubuntu0.22.04.1, mysql 8.0",
    "pgsql 15.4 (Debian 15.4-1.pgdg120+1), postgresql 15.4",
    "postgresql 16, postgresql 16.0"
  })
  void isReadFromDriverAndVersion(String printed, String server) {
    assertThat(said(printed).target()).hasToString(server);
  }

  @Test
  void hasTablesUnlessItSaysThatItHasNone() {
    assertThat(said("mysql 8.0.35").schema()).isEqualTo(SchemaState.IN_USE);
    assertThat(said("pgsql 15.4 (Debian 15.4-1)").schema()).isEqualTo(SchemaState.IN_USE);
    assertThat(said("pgsql 15.4 (Debian 15.4-1) empty\n").schema()).isEqualTo(SchemaState.EMPTY);
    assertThat(said("Deprecated: old\nmysql 8.0.35 empty").schema()).isEqualTo(SchemaState.EMPTY);
  }

  @Test
  void mayBeOneWhoseSqlNobodyReads() {
    assertThat(said("sqlite 3.40.1").target()).isNull();
    assertThat(said("sqlsrv 16.00.1000").named()).isEqualTo("sqlsrv 16.00.1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mysql", "10.11.6", "connection refused", "mysql 8.0.35\nDone."})
  void isNotGuessed(String printed) {
    assertThat(ToldServer.said(printed)).isNull();
  }
}
