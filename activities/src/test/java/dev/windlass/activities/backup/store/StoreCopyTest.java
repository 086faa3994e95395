package dev.windlass.activities.backup.store;

import static dev.windlass.activities.backup.store.BackupStoreContract.digest;
import static dev.windlass.activities.backup.store.BackupStoreContract.get;
import static dev.windlass.activities.backup.store.BackupStoreContract.key;
import static dev.windlass.activities.backup.store.BackupStoreContract.put;
import static dev.windlass.activities.backup.store.BackupStoreContract.random;
import static dev.windlass.activities.backup.store.BackupStoreContract.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.backup.store.StoreCopy.Copied;
import dev.windlass.activities.backup.store.StoreCopy.Expected;
import dev.windlass.workflows.backup.StoreAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyTest {

  private static final StoreKey DUMP = key("shop/production/b1/shop.sql");
  private static final StoreKey MANIFEST = key("shop/production/b1/manifest.json");
  private static final byte[] CONTENT = random(3 << 20);
  private static final byte[] TOLD = random(100);

  @TempDir private Path folder;
  private BackupStore near;
  private BackupStore far;
  private List<Expected> objects;

  @BeforeEach
  void fillTheNearStore() throws Exception {
    near = store("near");
    far = store("far");
    put(near, DUMP, CONTENT);
    put(near, MANIFEST, TOLD);
    objects = List.of(new Expected(DUMP, digest(CONTENT)), new Expected(MANIFEST, digest(TOLD)));
  }

  private BackupStore store(String name) throws Exception {
    Path root = Files.createDirectory(folder.resolve(name));
    return new DirectoryStore(new StoreAddress.Directory(root.toString()));
  }

  private Copied copy() {
    return new StoreCopy(near, far, (key, bytes) -> {}).copy(objects);
  }

  private void assertThatNothingIsFar() {
    assertThat(far.list("")).isEmpty();
    assertThat(far.leftovers(Duration.ZERO)).isEmpty();
  }

  @Test
  void copiesEveryByteAndTellsHowMany() throws Exception {
    AtomicLong heard = new AtomicLong();
    Copied copied = new StoreCopy(near, far, (key, bytes) -> heard.addAndGet(bytes)).copy(objects);

    assertThat(copied).isEqualTo(new Copied(2, 0, CONTENT.length + TOLD.length));
    assertThat(heard).hasValue(copied.bytes());
    assertThat(far.list("")).isEqualTo(near.list(""));
    assertThat(get(far, DUMP)).isEqualTo(CONTENT);
  }

  @Test
  void refusesWhatIsDamagedInTheFirstStoreAndLeavesNothingInTheSecond() throws Exception {
    Path file = folder.resolve("near").resolve(DUMP.text());
    byte[] damaged = CONTENT.clone();
    damaged[CONTENT.length / 2] ^= 1;
    Files.write(file, damaged);

    StoreException e = trouble(StoreTrouble.DAMAGED, this::copy);
    assertThat(e.isRetryable()).isFalse();
    assertThat(e)
        .hasMessageContaining(near.toString())
        .hasMessageContaining(DUMP.text())
        .hasMessageContaining("expected " + digest(CONTENT));
    assertThatNothingIsFar();
  }

  @Test
  void refusesWhatIsTruncatedInTheFirstStore() throws Exception {
    Files.write(folder.resolve("near").resolve(DUMP.text()), random(1000));

    trouble(StoreTrouble.DAMAGED, this::copy);
    assertThatNothingIsFar();
  }

  @Test
  void goesOnWhereItEnded() {
    put(far, DUMP, CONTENT);

    assertThat(copy()).isEqualTo(new Copied(1, 1, CONTENT.length + TOLD.length));
    assertThat(copy()).isEqualTo(new Copied(0, 2, CONTENT.length + TOLD.length));
  }

  @Test
  void doesNotTrustWhatIsInTheSecondStoreAlready() {
    put(far, DUMP, random(1000));

    StoreException e = trouble(StoreTrouble.DAMAGED, this::copy);
    assertThat(e).hasMessageContaining(far.toString());
  }

  @Test
  void saysThatTheFirstStoreHasNoSuchObject() {
    near.delete(DUMP);

    StoreException e = trouble(StoreTrouble.MISSING, this::copy);
    assertThat(e).hasMessageContaining(near.toString());
    assertThatNothingIsFar();
  }

  @Test
  void leavesNothingOfACopyThatItsListenerEnds() {
    StoreCopy cancelled =
        new StoreCopy(
            near,
            far,
            (key, bytes) -> {
              throw new IllegalStateException("enough");
            });

    assertThatThrownBy(() -> cancelled.copy(objects)).hasMessage("enough");
    assertThatNothingIsFar();
  }

  @Test
  void refusesADigestThatIsNone() {
    assertThatThrownBy(() -> new Expected(DUMP, "abc"))
        .hasMessageContaining("expected 64 lower-case hexadecimal digits");
  }
}
