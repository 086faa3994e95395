package dev.windlass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest {

  private static final String BACKUPS = "/api/v1/applications/shop/environments/production/backups";
  private static final String ABORT = BACKUPS + "/b-20261122-021500/abort";

  private KnownAnswers server;

  @BeforeEach
  void start() throws IOException {
    server = new KnownAnswers();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRunningOneIsAborted() {
    server.answer(ABORT, 202, "");

    assertThat(abort()).isZero();
    assertThat(server.asked()).containsExactly("POST " + ABORT + " {}");
    assertThat(server.said())
        .contains(
            "aborting b-20261122-021500; nothing half done is left in a store",
            "next: windlass backups production");
  }

  @Test
  void saysThatItDoesNotRun() {
    server.answer(
        ABORT,
        409,
        "{\"title\":\"Not running\",\"detail\":\"b-20261122-021500 is not being taken. Nothing changed.\",\"next\":\"windlass backups production\"}");

    assertThat(abort()).isNotZero();
    assertThat(server.said())
        .contains("b-20261122-021500 is not being taken. Nothing changed.", "windlass backups");
  }

  @Test
  void abortAndBeginContradictEachOther() {
    assertThat(
            server.windlass(
                "backup", "production", "-a", "shop", "--files", "--abort", "b-20261122-021500"))
        .isEqualTo(2);
    assertThat(server.said()).contains("--abort ends a backup, --files begins one");
    assertThat(server.asked()).isEmpty();
  }

  private int abort() {
    return server.windlass("backup", "production", "-a", "shop", "--abort", "b-20261122-021500");
  }
}
