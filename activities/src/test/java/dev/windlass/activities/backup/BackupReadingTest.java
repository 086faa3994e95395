package dev.windlass.activities.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.backup.BackupReading.Wanted;
import dev.windlass.activities.backup.dump.AgeKey;
import dev.windlass.activities.backup.dump.Sealed;
import dev.windlass.activities.backup.dump.Sealing;
import dev.windlass.activities.backup.dump.SealingStream;
import dev.windlass.activities.backup.store.BackupStore;
import dev.windlass.activities.backup.store.DirectoryStore;
import dev.windlass.activities.backup.store.ObjectWriter;
import dev.windlass.activities.backup.store.StoreException;
import dev.windlass.activities.backup.store.StoreKey;
import dev.windlass.activities.backup.store.StoreTrouble;
import dev.windlass.activities.grant.Secret;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.StoreAddress;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup can have suffered, and the name that each damage gets. */
class BackupReadingTest {

  private static final AgeKey KEY = AgeKey.generate();
  private static final Instant TAKEN = Instant.parse("2026-11-21T02:15:00Z");
  private static final String OBJECT = "database-1.sql.zst.age";

  @TempDir private Path folder = Path.of("/nowhere");
  private byte[] content = {};

  @BeforeEach
  void fill() {
    content = new byte[300_000];
    new Random(5).nextBytes(content);
  }

  @Test
  void whatComesOutIsWhatWasStoredAndEveryByteOfItIsCounted() throws IOException {
    String digest = keep("b-1", content);
    AtomicLong counted = new AtomicLong();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();

    try (BackupStore store = store()) {
      BackupReading reading = reading(store, digest);
      reading.write(reading.manifest(), KEY::secret, plain, counted::addAndGet);
    }

    assertThat(plain.toByteArray()).isEqualTo(content);
    assertThat(counted).hasValue(content.length);
  }

  @Test
  void whatIsNotEncryptedAsksForNoIdentity() throws IOException {
    String digest = keep("b-1", content, List.of());

    assertThat(
            read(
                digest,
                () -> {
                  throw new AssertionError("asked");
                }))
        .isEqualTo(content);
  }

  @Test
  void aMissingManifestIsNoWholeBackup() throws IOException {
    String digest = keep("b-1", content);
    Files.delete(at("manifest.json"));

    assertThatFails(digest, FailureType.BACKUP_MISSING, "b-1/manifest.json): isn't there");
  }

  @Test
  void anEditedManifestIsFoundByTheDigestOfTheCatalogue() throws IOException {
    String digest = keep("b-1", content);
    edit(text -> text.replace("\"rows\" : 7", "\"rows\" : 8"));
    assertThatFails(digest, FailureType.BACKUP_EDITED, "the catalogue says " + digest);

    edit(text -> text.substring(40));
    assertThatFails(digest, FailureType.BACKUP_EDITED, "it can't be read");
  }

  @Test
  void anotherBackupInItsPlaceIsStale() throws IOException {
    String digest = keep("b-1", content);
    keep("b-0", new byte[10]);
    Path other = at("manifest.json").resolveSibling("../b-0/manifest.json");
    Files.write(at("manifest.json"), Files.readAllBytes(other));

    assertThatFails(
        digest, FailureType.BACKUP_STALE, "is the one of shop/production/b-0, expected shop/");
  }

  @Test
  void whatIsOlderThanItMayBeIsStale() throws IOException {
    String digest = keep("b-1", content);
    Instant since = TAKEN.plus(Duration.ofHours(1));

    try (BackupStore store = store()) {
      BackupReading reading =
          new BackupReading(store, new Wanted("shop", "production", "b-1", digest, since));
      assertThatThrownBy(reading::manifest)
          .matches(e -> Failures.is(e, FailureType.BACKUP_STALE))
          .hasMessageContaining("is of " + TAKEN + ", expected not before " + since);
    }
  }

  @Test
  void aMissingObjectIsNamed() throws IOException {
    String digest = keep("b-1", content);
    Files.delete(at(OBJECT));

    assertThatFails(digest, FailureType.BACKUP_INCOMPLETE, OBJECT + "): isn't there, expected 300");
  }

  @Test
  void aCutObjectIsTruncatedWhereverItWasCut() throws IOException {
    String digest = keep("b-1", content);
    byte[] whole = Files.readAllBytes(at(OBJECT));
    for (int length : new int[] {0, 10, 1_000, whole.length / 2, whole.length - 1}) {
      Files.write(at(OBJECT), Arrays.copyOf(whole, length));
      assertThatFails(
          digest,
          FailureType.BACKUP_TRUNCATED,
          "it has %d bytes, the manifest says %d".formatted(length, whole.length));
    }
  }

  @Test
  void aFlippedBitIsDamageWhereverItIs() throws IOException {
    String digest = keep("b-1", content);
    byte[] whole = Files.readAllBytes(at(OBJECT));
    Random random = new Random(77);
    for (int i = 0; i < 20; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(at(OBJECT), flipped);
      assertThatFails(
          digest, FailureType.BACKUP_DAMAGED, "its digest is " + Digests.sha256(flipped));
    }
  }

  @Test
  void anObjectOfAnotherBackupInItsPlaceIsDamage() throws IOException {
    String digest = keep("b-1", content);
    byte[] other = content.clone();
    other[7]++;
    keep("b-0", other);
    Files.write(at(OBJECT), Files.readAllBytes(at(OBJECT).resolveSibling("../b-0/" + OBJECT)));

    assertThatFails(digest, FailureType.BACKUP_DAMAGED, "the manifest says");
  }

  @Test
  void anotherIdentityAndNoneAreTold() throws IOException {
    String digest = keep("b-1", content);

    assertThatThrownBy(() -> read(digest, () -> AgeKey.generate().secret()))
        .matches(e -> Failures.is(e, FailureType.BACKUP_SEALED))
        .hasMessageContaining("sealed for another key");
    assertThatThrownBy(() -> read(digest, null))
        .matches(e -> Failures.is(e, FailureType.BACKUP_SEALED))
        .hasMessageContaining("encrypted to " + Sealing.keyId(KEY.recipient()))
        .hasMessageContaining("as identity, in the file");
  }

  @Test
  void aStoreThatIsNotThereIsNoDamage() throws IOException {
    String digest = keep("b-1", content);
    Files.move(folder.resolve("near"), folder.resolve("far"));

    assertThatThrownBy(() -> read(digest, KEY::secret))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.trouble()).isEqualTo(StoreTrouble.UNREACHABLE));
  }

  private void assertThatFails(String digest, FailureType type, String message) {
    assertThatThrownBy(() -> read(digest, KEY::secret))
        .matches(e -> Failures.is(e, type))
        .hasMessageContaining("backup store file://" + folder.resolve("near"))
        .hasMessageContaining(message);
  }

  private byte[] read(String digest, @Nullable Supplier<Secret> identity) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (BackupStore store = store()) {
      BackupReading reading = reading(store, digest);
      reading.write(reading.manifest(), identity, plain, bytes -> {});
    }
    return plain.toByteArray();
  }

  private static BackupReading reading(BackupStore store, String digest) {
    return new BackupReading(store, new Wanted("shop", "production", "b-1", digest, null));
  }

  private BackupStore store() throws IOException {
    return new DirectoryStore(new StoreAddress.Directory(folder.resolve("near").toString()));
  }

  private Path at(String file) {
    return folder.resolve("near/shop/production/b-1").resolve(file);
  }

  private void edit(UnaryOperator<String> change) throws IOException {
    Path manifest = at("manifest.json");
    String text = Files.readString(manifest);
    String edited = change.apply(text);
    assertThat(edited).isNotEqualTo(text);
    Files.writeString(manifest, edited);
  }

  private String keep(String id, byte[] plain) throws IOException {
    return keep(id, plain, List.of(KEY.recipient()));
  }

  /** Stores a backup, and answers the digest of its manifest. */
  private String keep(String id, byte[] plain, List<String> recipients) throws IOException {
    Files.createDirectories(folder.resolve("near"));
    Sealing how = Sealing.of(recipients, Sealing.DEFAULT_LEVEL);
    try (BackupStore store = store()) {
      Sealed sealed;
      try (ObjectWriter to = store.write(new StoreKey("shop", "production", id, OBJECT));
          SealingStream sealing = how.open(to)) {
        sealing.write(plain);
        sealed = sealing.finish();
        to.commit();
      }
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT,
              id,
              "shop",
              "production",
              Manifest.Kind.DATABASE,
              null,
              Manifest.Origin.files("none", "1"),
              null,
              null,
              TAKEN,
              TAKEN,
              List.of(
                  new Manifest.StoredObject(
                      OBJECT, sealed.plainBytes(), sealed.storedBytes(), sealed.sha256())),
              List.of(new Manifest.Table("orders", 7, "xxh3-128:0")),
              List.of(),
              how.keyIds(),
              List.of(),
              List.of());
      return new ManifestFile(store, new StoreKey("shop", "production", id, ManifestFile.NAME))
          .write(manifest)
          .manifest();
    }
  }
}
