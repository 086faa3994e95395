package dev.windlass.activities.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.damage.DamageBench.Course;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.drill.DrillReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sound backup, and something else that goes wrong around it. */
abstract class SurroundingsContract extends DamageContract {

  /** Enough of an object for the tool to have begun, and not all of it. */
  private static final int SOME = 150_000;

  /** One more server, whose data lies below this directory, with a user for drills. */
  abstract DatabaseServer server(Path directory);

  /** Adds rows of ten megabytes to a database's orders. */
  abstract String bulk();

  /** What a server needs free to make an empty database. */
  abstract long roomForADatabase();

  @Test
  void aStoreThatAnswers503IsTriedAgainAndNoDamage() throws Exception {
    try (S3Server s3 = s3()) {
      for (String all : List.of("manifest.json", ".age")) {
        try (FaultyGate gate = FaultyGate.to(s3.port(), all, FaultyGate.busy())) {
          assertThatBothFail(at(gate.endpoint()), FailureType.UNREACHABLE, "HTTP 503");
        }
      }
    }
  }

  @Test
  void aStoreThatHangsUpIsTriedAgainAndNoDamage() throws Exception {
    try (S3Server s3 = s3();
        FaultyGate gate = FaultyGate.to(s3.port(), ".age", FaultyGate.cutAfter(SOME))) {
      assertThatBothFail(at(gate.endpoint()), FailureType.UNREACHABLE, "s3://backups");
    }
  }

  @Test
  void aStoreThatDeniesItselfIsTold() throws Exception {
    try (S3Server s3 = s3()) {
      bench().fleet.grants.with("s3 secret", "another");
      assertThatBothFail(at(s3.endpoint()), FailureType.INVALID, "HTTP 403");
    }
  }

  @Test
  void aDirectoryInPlaceOfAFileIsTold() throws IOException {
    KeptCopy copy = copy();
    Path object = copy.object();
    Files.delete(object);
    Files.createDirectory(object);
    assertThatBothFail(course(copy), FailureType.INVALID, object.getFileName().toString());

    KeptCopy other = copy();
    Files.delete(other.manifest());
    Files.createDirectory(other.manifest());
    assertThatBothFail(course(other), FailureType.INVALID, "manifest.json");
  }

  @Test
  void aBackupOfALaterServerIsRefusedBeforeAnythingIsWritten() throws IOException {
    KeptCopy copy = copy();
    copy.editText(text -> text.replaceFirst("(\"serverVersion\" : \")[^\"]*", "$199.1"));
    copy.say(was -> was);
    String before = account(production(), "shop");

    Outcome restored = bench().restore(course(copy), List.of());

    assertThat(restored.failure()).isEqualTo(FailureType.REFUSED.wireName());
    assertThat(restored.words()).contains("the backup comes from 99.1");
    assertThat(account(production(), "shop")).isEqualTo(before);
    assertThat(leftovers(production())).isBlank();
  }

  @Test
  void aFullDiskIsNamedAndTheTargetIsAsBefore() throws Exception {
    RealParts.requireRoot();
    KeptCopy big = twin(bulk());
    try (SmallDisk disk = SmallDisk.at(folder().resolve("disk"));
        DatabaseServer small = server(disk.directory())) {
      make(small, "shop");
      sql(small, "shop", content());
      String before = account(small, "shop");
      disk.leave(roomForADatabase() + (3 << 20));
      Course drilled = course(big, production(), small);
      Course restored = course(big, small, scratch());

      Outcome drill = bench().drill(drilled);
      bench().drop(drilled);
      Outcome restore = bench().restore(restored, List.of());
      bench().clean(restored);

      assertThat(drill.reasons()).as(drill.words()).containsExactly(DrillReason.SCRATCH_FULL);
      assertThat(restore.failure()).as(restore.words()).isEqualTo(FailureType.INVALID.wireName());
      assertThat(restore.words()).contains("its server has no room left");
      assertThat(restore.words()).doesNotContain("'bulk'");
      assertThat(account(small, "shop")).isEqualTo(before);
      assertThat(leftovers(small)).isBlank();
    }
  }

  @Test
  void aScratchServerThatDiesIsNoDamage() throws Exception {
    DatabaseServer dying = server(folder());
    Runnable kill = dying::kill;
    try (S3Server s3 = s3();
        FaultyGate gate = FaultyGate.to(s3.port(), ".age", FaultyGate.meanwhile(SOME, kill))) {
      Outcome drill = bench().drill(course(at(gate.endpoint()), production(), dying));

      assertThat(drill.failure()).as(drill.words()).isEqualTo(FailureType.UNREACHABLE.wireName());
      assertThat(drill.words()).contains("the scratch server went away");
      try (DatabaseServer risen = dying.again()) {
        bench().drop(course(at(gate.endpoint()), production(), risen));
        assertThat(leftovers(risen)).isBlank();
      }
    }
  }

  @Test
  void aTargetThatDiesIsAsBeforeOnceItIsBack() throws Exception {
    DatabaseServer dying = server(folder());
    make(dying, "shop");
    sql(dying, "shop", content());
    String before = account(dying, "shop");
    Runnable kill = dying::kill;
    try (S3Server s3 = s3();
        FaultyGate gate = FaultyGate.to(s3.port(), ".age", FaultyGate.meanwhile(SOME, kill))) {
      Course course = at(gate.endpoint());
      Outcome restore = bench().restore(course(course, dying, scratch()), List.of());

      assertThat(restore.failure())
          .as(restore.words())
          .isEqualTo(FailureType.UNREACHABLE.wireName());
      assertThat(restore.words()).contains("the target's server went away");
      try (DatabaseServer risen = dying.again()) {
        bench().clean(course(course, risen, scratch()));
        assertThat(account(risen, "shop")).isEqualTo(before);
        assertThat(leftovers(risen)).isBlank();
      }
    }
  }

  /** One that holds the backup. */
  private S3Server s3() throws IOException {
    RealParts.require(S3Server.PROGRAM);
    S3Server s3 = S3Server.start();
    s3.createBucket("backups");
    bench().fleet.grants.with("s3 key", s3.accessKey()).with("s3 secret", s3.secretKey());
    DamageBench.copy(copy().store().resolve("shop"), s3.bucket("backups").resolve("shop"));
    return s3;
  }

  private Course at(String endpoint) throws IOException {
    Course kept = course(copy());
    return new Course(
        new StorePlace("s3://backups?endpoint=" + endpoint, null, "s3 key", "s3 secret"),
        kept.backup(),
        kept.manifest(),
        kept.identity(),
        kept.target(),
        kept.scratch());
  }

  private Course course(KeptCopy copy, DatabaseServer target, DatabaseServer scratch) {
    return course(course(copy), target, scratch);
  }

  private Course course(Course of, DatabaseServer target, DatabaseServer scratch) {
    return new Course(
        of.store(),
        of.backup(),
        of.manifest(),
        of.identity(),
        bench().database(target, "shop"),
        scratch);
  }

  private void assertThatBothFail(Course course, FailureType type, String words) {
    String before = account(production(), "shop");

    Outcome drilled = bench().drill(course);
    bench().drop(course);
    Outcome restored = bench().restore(course, List.of());
    bench().clean(course);

    for (Outcome outcome : List.of(drilled, restored)) {
      assertThat(outcome.failure()).as(outcome.words()).isEqualTo(type.wireName());
      assertThat(outcome.words()).contains(words);
    }
    assertThat(account(production(), "shop")).isEqualTo(before);
    assertThat(leftovers(production()) + leftovers(scratch())).isBlank();
  }
}
