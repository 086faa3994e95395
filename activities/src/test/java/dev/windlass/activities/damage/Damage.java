package dev.windlass.activities.damage;

import dev.windlass.activities.backup.dump.AgeKey;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.drill.DrillReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;

/** What can be wrong with a backup that lies in a store, and as what it must be found. */
enum Damage {
  BIT_FLIPPED_IN_THE_HEADER(
      (copy, _) -> copy.flip(30), DrillReason.DAMAGED, FailureType.BACKUP_DAMAGED),
  BIT_FLIPPED_IN_THE_MIDDLE(
      (copy, _) -> copy.flip(copy.bytes().length / 2),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  BIT_FLIPPED_AT_THE_END(
      (copy, _) -> copy.flip(copy.bytes().length - 1),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  PIECES_EXCHANGED(
      (copy, _) -> copy.write(exchanged(copy.bytes())),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  TRUNCATED(
      (copy, _) -> copy.cut(copy.bytes().length / 3),
      DrillReason.TRUNCATED,
      FailureType.BACKUP_TRUNCATED),
  LAST_BYTE_MISSING(
      (copy, _) -> copy.cut(copy.bytes().length - 1),
      DrillReason.TRUNCATED,
      FailureType.BACKUP_TRUNCATED),
  EMPTY((copy, _) -> copy.cut(0), DrillReason.TRUNCATED, FailureType.BACKUP_TRUNCATED),
  LONGER(
      (copy, _) -> copy.cut(copy.bytes().length + 7),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  OBJECT_MISSING(
      (copy, _) -> Files.delete(copy.object()),
      DrillReason.INCOMPLETE,
      FailureType.BACKUP_INCOMPLETE),
  HALF_UPLOAD(
      (copy, _) -> {
        copy.cut(copy.bytes().length / 2);
        Files.delete(copy.manifest());
      },
      DrillReason.MISSING,
      FailureType.BACKUP_MISSING),
  MANIFEST_MISSING(
      (copy, _) -> Files.delete(copy.manifest()), DrillReason.MISSING, FailureType.BACKUP_MISSING),
  FILES_OF_TWO_BACKUPS_SWAPPED(
      (copy, surroundings) -> copy.write(surroundings.older().bytes()),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  MANIFEST_OF_ANOTHER_BACKUP(
      (copy, surroundings) ->
          Files.copy(
              surroundings.older().manifest(),
              copy.manifest(),
              StandardCopyOption.REPLACE_EXISTING),
      DrillReason.OTHER_BACKUP,
      FailureType.BACKUP_STALE),
  STALE_COPY(
      (copy, surroundings) -> {
        copy.write(surroundings.older().bytes());
        Files.copy(
            surroundings.older().manifest(), copy.manifest(), StandardCopyOption.REPLACE_EXISTING);
      },
      DrillReason.OTHER_BACKUP,
      FailureType.BACKUP_STALE),
  STALE_COPY_UNDER_THE_NEWER_NAME(
      (copy, surroundings) -> {
        String older = Files.readString(surroundings.older().manifest());
        copy.write(surroundings.older().bytes());
        Files.writeString(copy.manifest(), older.replace(surroundings.older().id(), copy.id()));
      },
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  ROW_COUNT_EDITED(
      edited("\"rows\" : 2", "\"rows\" : 1"), DrillReason.EDITED, FailureType.BACKUP_EDITED),
  DIGEST_EDITED(edited("xxh3-128:", "xxh3-128:0"), DrillReason.EDITED, FailureType.BACKUP_EDITED),
  SCHEMA_VERSION_EDITED(
      edited("\"schemaVersion\" : \"7\"", "\"schemaVersion\" : \"8\""),
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  ENGINE_EDITED(
      edited("\"engine\" : \"(mariadb|postgresql)\"", "\"engine\" : \"mysql\""),
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  SERVER_VERSION_EDITED(
      edited("\"serverVersion\" : \"", "\"serverVersion\" : \"9"),
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  MANIFEST_NO_JSON(
      (copy, _) -> Files.writeString(copy.manifest(), "not any more"),
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  MANIFEST_EMPTY(
      (copy, _) -> Files.writeString(copy.manifest(), ""),
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  MANIFEST_WITHOUT_OBJECTS(
      edited("\"objects\"", "\"subjects\""), DrillReason.EDITED, FailureType.BACKUP_EDITED),
  MANIFEST_HUGE(
      (copy, _) -> Files.write(copy.manifest(), new byte[70 << 20]),
      DrillReason.EDITED,
      FailureType.BACKUP_EDITED),
  MANIFEST_OF_A_LATER_FORMAT(
      edited("\"format\" : 1", "\"format\" : 99"), DrillReason.EDITED, FailureType.BACKUP_EDITED),
  SEALED_FOR_ANOTHER(
      (copy, _) -> {
        byte[] plain = copy.plain();
        copy.seal(KeptCopy.packed(plain), plain.length, AgeKey.generate().recipient());
      },
      DrillReason.SEALED,
      FailureType.BACKUP_SEALED),
  NOT_ENCRYPTED(
      (copy, _) -> {
        byte[] plain = copy.plain();
        copy.store(KeptCopy.packed(plain), plain.length);
      },
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  NOT_COMPRESSED(
      (copy, surroundings) ->
          copy.seal(copy.plain(), copy.plain().length, surroundings.recipient()),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  FRAME_DAMAGED(
      (copy, surroundings) -> {
        byte[] packed = KeptCopy.packed(copy.plain());
        packed[packed.length / 2] ^= 4;
        copy.seal(packed, copy.plain().length, surroundings.recipient());
      },
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  FRAME_CUT(
      (copy, surroundings) -> {
        byte[] packed = KeptCopy.packed(copy.plain());
        copy.seal(
            Arrays.copyOf(packed, packed.length - 9),
            copy.plain().length,
            surroundings.recipient());
      },
      DrillReason.TRUNCATED,
      FailureType.BACKUP_TRUNCATED),
  DUMP_EMPTY(
      (copy, _) -> copy.reseal(_ -> new byte[0]),
      DrillReason.TRUNCATED,
      FailureType.BACKUP_TRUNCATED),
  DUMP_CUT_SHORT(
      (copy, _) -> copy.reseal(plain -> Arrays.copyOf(plain, plain.length / 2)),
      DrillReason.TRUNCATED,
      FailureType.BACKUP_TRUNCATED),
  END_OF_THE_DUMP_MISSING(
      (copy, _) -> copy.reseal(plain -> Arrays.copyOf(plain, plain.length - 60)),
      DrillReason.TRUNCATED,
      FailureType.BACKUP_TRUNCATED),
  RUBBISH_AFTER_THE_DUMP(
      (copy, _) -> copy.reseal(Damage::withRubbish),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  RUBBISH_IN_PLACE_OF_A_DUMP(
      (copy, _) -> copy.reseal(plain -> rubbish(plain.length)),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  DUMP_OF_ANOTHER_ENGINE(
      (copy, surroundings) -> copy.reseal(_ -> surroundings.dumpOfAnotherEngine()),
      DrillReason.DAMAGED,
      FailureType.BACKUP_DAMAGED),
  TABLE_MISSING(
      holding("drop table nothing;"), DrillReason.TABLE_MISSING, FailureType.BACKUP_DAMAGED),
  TABLE_TOO_MANY(
      holding("create table more (id int primary key);"),
      DrillReason.TABLE_UNEXPECTED,
      FailureType.BACKUP_DAMAGED),
  ROWS_MISSING(
      holding("delete from orders where id in (2, 5);"),
      DrillReason.ROW_COUNT,
      FailureType.BACKUP_DAMAGED),
  ROWS_CHANGED(
      holding("update orders set note = 'blue' where id = 2;"),
      DrillReason.ROWS_DIFFER,
      FailureType.BACKUP_DAMAGED),
  OTHER_SCHEMA_VERSION(
      holding("update flyway_schema_history set version = '8';"),
      DrillReason.SCHEMA_VERSION,
      FailureType.BACKUP_DAMAGED),
  VIEW_MISSING(holding("drop view late;"), DrillReason.THING_MISSING, FailureType.BACKUP_DAMAGED),
  TRIGGER_MISSING(
      (copy, surroundings) -> copy.hold(surroundings.twin(surroundings.dropTrigger())),
      DrillReason.THING_MISSING,
      FailureType.BACKUP_DAMAGED),
  ROUTINE_CHANGED(
      (copy, _) -> copy.resealText("2 * n", "3 * n"),
      DrillReason.THING_DIFFERS,
      FailureType.BACKUP_DAMAGED),
  VIEW_BROKEN(
      (copy, surroundings) ->
          copy.resealText(surroundings.viewed(), surroundings.viewed().replace("rders", "rderz")),
      DrillReason.NOT_RESTORABLE,
      FailureType.BACKUP_DAMAGED);

  @SuppressWarnings("ImmutableEnumChecker") // what hands hold of their own is text
  private final Hand hand;

  private final DrillReason drill;
  private final FailureType restore;

  /** What there is around a backup. */
  interface Surroundings {

    /** A backup of the same database, taken before. */
    KeptCopy older();

    /** A backup of an equal database, but for this change. */
    KeptCopy twin(String change);

    /** Public key that backups are sealed for. */
    String recipient();

    byte[] dumpOfAnotherEngine();

    String dropTrigger();

    /** What the view in the dump is of, as the dump's tool writes it. */
    String viewed();
  }

  private interface Hand {
    void damage(KeptCopy copy, Surroundings surroundings) throws IOException;
  }

  Damage(Hand hand, DrillReason drill, FailureType restore) {
    this.hand = hand;
    this.drill = drill;
    this.restore = restore;
  }

  void of(KeptCopy copy, Surroundings surroundings) throws IOException {
    hand.damage(copy, surroundings);
  }

  /** Why a drill fails with it. */
  DrillReason drill() {
    return drill;
  }

  /** As what a restore fails with it. */
  FailureType restore() {
    return restore;
  }

  /** Two pieces of age in each other's place: each is sound by itself. */
  private static byte[] exchanged(byte[] stored) {
    byte[] other = stored.clone();
    int piece = (64 << 10) + 16;
    int first = 216;
    System.arraycopy(stored, first, other, first + piece, piece);
    System.arraycopy(stored, first + piece, other, first, piece);
    return other;
  }

  private static byte[] rubbish(int length) {
    byte[] rubbish = new byte[length];
    new Random(5).nextBytes(rubbish);
    return rubbish;
  }

  private static byte[] withRubbish(byte[] plain) {
    byte[] longer = Arrays.copyOf(plain, plain.length + 1000);
    System.arraycopy(rubbish(1000), 0, longer, plain.length, 1000);
    return longer;
  }

  private static Hand edited(String from, String to) {
    return (copy, _) ->
        copy.editText(text -> {
          String other = text.replaceFirst(from, to);
          if (other.equals(text)) {
            throw new IllegalStateException("no " + from + " in " + text);
          }
          return other;
        });
  }

  private static Hand holding(String change) {
    return (copy, surroundings) -> copy.hold(surroundings.twin(change));
  }
}
