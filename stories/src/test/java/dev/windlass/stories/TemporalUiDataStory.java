package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.S3Server;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with nothing but the Temporal UI finds backups, restores and drills by how they ended,
 * and reads of each what it was about and what it did.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TemporalUiDataStory {
  private static final String ENDED =
      "`WindlassApplication`=\"shop\" AND `WindlassOutcome`=\"%s\" AND `WorkflowType`=\"%s\"";
  private static final String BACKUP = "backup/shop/production/database";
  private static final String RESTORE = "change/shop/production";
  private static final String DRILL = "drill/shop/production";

  @TempDir static Path folder;
  private static BackupScene scene;
  private static ScratchServers scratch;
  private static TemporalUi ui;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "temporal");
    RealParts.require("age-keygen", "chromium", S3Server.PROGRAM);
    scene = BackupScene.restoring(folder);
    scratch = ScratchServers.beside(scene);
    ScratchServers.admit(scene.mariaDb);
    scene.mariaDb.sql(
        "shop",
        """
        create table orders (id int primary key, note varchar(100));
        insert into orders values (1, 'rote Schuhe, größer'), (2, null);
        """);
    scratch.declare("production", "\"127.0.0.1:%d\"".formatted(scratch.mariaDb.port()), "");
    ui = TemporalUi.open(scene.temporal.uiPort().orElseThrow());
  }

  @AfterAll
  static void end() throws Exception {
    if (ui != null) {
      ui.close();
    }
    if (scratch != null) {
      scratch.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void aBackupSaysWhereItIsWhole() throws Exception {
    scene.expect(0, "backup", "production");
    String id = scene.awaitWhole("production", 1).path("id").asText();

    ui.find(ENDED.formatted("succeeded", "Backup"), BACKUP, 1);
    ui.openFirst(BACKUP);

    assertThat(ui.awaitDetails("succeeded", "whole in sftp://vault@"))
        .contains("shop production", "s3://offsite/shop", id + ", by admin");
    assertThat(ui.introduction())
        .contains("backup of the database of shop production")
        .contains("ends, and leaves nothing half done in a store", "Never Terminate");
    assertThat(ui.read("User Metadata")).contains("back up to sftp://vault@", "copy to s3://");
    assertThat(ui.read("Search Attributes")).contains("WindlassOutcome", "succeeded");
  }

  @Test
  @Order(2)
  void aBackupThatFailedSaysWhy() throws Exception {
    String before = scene.secret("db-shop", "not the password");
    scene.expect(0, "backup", "production");
    scene.await(
        () -> scene.list("production", "backups").getFirst().hasNonNull("problem"),
        "the backup to fail at once");
    scene.secret("db-shop", before);

    ui.find(ENDED.formatted("failed", "Backup"), BACKUP, 1);
    ui.openFirst(BACKUP);

    ui.awaitDetails("failed", "Access denied for user"); // the page has quotes of its own
  }

  @Test
  @Order(3)
  void aRestoreSaysWhatTheTargetHolds() throws Exception {
    scene.expect(0, "restore", "production", whole(), "--yes");
    awaitEnd("restores");

    ui.find(ENDED.formatted("succeeded", "Restore"), RESTORE, 1);
    ui.openFirst(RESTORE);

    assertThat(ui.awaitDetails("succeeded", "restore of " + whole() + " into shop is done"))
        .contains("safety backup: b-", "target: restored");
    assertThat(ui.introduction())
        .contains("shop production: restore of " + whole(), "Never Terminate");
    assertThat(ui.read("User Metadata"))
        .contains("hold " + whole(), "load " + whole(), "put " + whole() + " in place");
  }

  @Test
  @Order(4)
  void aDrillSaysWhatItFound() throws Exception {
    scene.expect(0, "drill", "production");
    JsonNode drill = awaitEnd("drills");
    assertThat(drill.path("state").asText()).as("%s", drill).isEqualTo("pass");

    ui.find(ENDED.formatted("succeeded", "Drill"), DRILL, 1);
    ui.openFirst(DRILL);

    assertThat(ui.awaitDetails("succeeded", "is proved", "row counts: pass"))
        .contains(drill.path("id").asText(), "drill of " + drill.path("backup").asText());
    assertThat(ui.introduction())
        .contains("drill of a backup of shop production", "Out of s3://offsite/shop")
        .contains("drops its scratch database");
    assertThat(ui.read("Search Attributes")).contains("WindlassOutcome", "succeeded");
  }

  /** The first, before anything went wrong. */
  private static String whole() throws Exception {
    return scene.list("production", "backups").getLast().path("id").asText();
  }

  private static JsonNode awaitEnd(String what) throws Exception {
    scene.await(
        () -> {
          List<JsonNode> list = scene.list("production", what);
          return !list.isEmpty() && list.getFirst().hasNonNull("endedAt");
        },
        "the end of " + what);
    return scene.list("production", what).getFirst();
  }
}
