package dev.windlass.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DumpToolsTest {

  @Test
  void serveFromTheServersOwnVersionOnUntilTheyBeginWithASettingThatItRefuses() {
    assertThat(DumpTools.lack("pg_dump", "pg_dump (PostgreSQL) 14.22", 14)).isEmpty();
    assertThat(DumpTools.lack("pg_dump", "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0)", 14))
        .isEmpty();
    assertThat(DumpTools.lack("pg_dump", "pg_dump (PostgreSQL) 13.4", 14))
        .contains("pg_dump is of PostgreSQL 13; for the demo's 14 it has to be version 14 to 16");
    assertThat(DumpTools.lack("pg_restore", "pg_restore (PostgreSQL) 17.2", 14))
        .contains(
            "pg_restore is of PostgreSQL 17; for the demo's 14 it has to be version 14 to 16");
    assertThat(DumpTools.lack("pg_restore", "pg_restore (PostgreSQL) 18.1", 17)).isEmpty();
  }

  @Test
  void whereTheyAreNotThereItIsSaidWhatToInstall() {
    assertThat(DumpTools.lack("pg_dump", "", 14))
        .contains(
            "pg_dump is not installed here. Debian and Ubuntu: apt install postgresql-client"
                + " (version 14 to 16)");
  }
}
