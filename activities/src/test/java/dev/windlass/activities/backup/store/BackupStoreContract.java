package dev.windlass.activities.backup.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store promises, whatever it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackupStoreContract {

  static final StoreKey KEY = key("shop/production/20261120-7/shop.sql.zst.age");

  /** More than one part of S3. */
  static final int LARGE = 20 << 20;

  BackupStore store;

  /** An empty store. */
  abstract BackupStore open() throws Exception;

  /** A store whose place isn't there. */
  abstract BackupStore gone() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  void closeStore() throws Exception {
    if (store != null) {
      store.close();
    }
  }

  static StoreKey key(String text) {
    return StoreKey.read(text).orElseThrow();
  }

  static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return content;
  }

  static String digest(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  static void put(BackupStore store, StoreKey key, byte[] content) {
    try (ObjectWriter writer = store.write(key)) {
      writer.write(content);
      writer.commit();
    }
  }

  static byte[] get(BackupStore store, StoreKey key) throws Exception {
    try (InputStream content = store.read(key)) {
      return content.readAllBytes();
    }
  }

  static StoreException trouble(StoreTrouble trouble, ThrowingCallable act) {
    StoreException[] thrown = new StoreException[1];
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.trouble()).as(e.getMessage()).isEqualTo(trouble);
              thrown[0] = e;
            });
    return thrown[0];
  }

  void assertThatNothingIsLeft() {
    assertThat(store.list("")).isEmpty();
    assertThat(store.leftovers(Duration.ZERO)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40 << 20})
  void givesBackEveryByteThatItWasGiven(int bytes) throws Exception {
    byte[] content = random(bytes);
    put(store, KEY, content);

    assertThat(store.list("")).containsExactly(new StoredObject(KEY, bytes));
    assertThat(digest(get(store, KEY))).isEqualTo(digest(content));
    assertThat(store.leftovers(Duration.ZERO)).isEmpty();
  }

  @Test
  void nothingIsSeenOfAnObjectBeforeItIsWhole() {
    try (ObjectWriter writer = store.write(KEY)) {
      writer.write(random(LARGE));

      assertThat(store.list("")).isEmpty();
      trouble(StoreTrouble.MISSING, () -> get(store, KEY));
    }
  }

  @Test
  void aWriteThatIsAbandonedInTheMiddleLeavesNothing() {
    try (ObjectWriter writer = store.write(KEY)) {
      writer.write(random(LARGE));
    }

    assertThatNothingIsLeft();
    put(store, KEY, random(10));
    assertThat(store.list("")).containsExactly(new StoredObject(KEY, 10));
  }

  @Test
  void aWriteWhoseThreadIsInterruptedLeavesNothing() {
    try (ObjectWriter writer = store.write(KEY)) {
      writer.write(random(LARGE));
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> {
                writer.write(random(LARGE));
                writer.commit();
              })
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThatNothingIsLeft();
  }

  @Test
  void findsWhatAKilledWriteLeftOnceItIsOldEnough() {
    // A process that is killed closes nothing.
    store.write(KEY).write(random(LARGE));

    assertThat(store.leftovers(Duration.ofHours(1))).isEmpty();
    List<Leftover> left = store.leftovers(Duration.ZERO);
    assertThat(left).hasSize(1);
    assertThat(left.getFirst().name()).contains(KEY.file());
    left.getFirst().remove();
    left.getFirst().remove();
    assertThatNothingIsLeft();
  }

  @Test
  void neverOverwritesAnObject() throws Exception {
    put(store, KEY, new byte[] {1});

    StoreException refusal = trouble(StoreTrouble.PRESENT, () -> put(store, KEY, new byte[] {2}));
    assertThat(refusal).hasMessageContaining(store.toString()).hasMessageContaining(KEY.text());
    assertThat(refusal.isRetryable()).isFalse();
    assertThat(get(store, KEY)).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, LARGE})
  void ofTwoWritersOfOneKeyTheFirstToEndWins(int bytes) throws Exception {
    byte[] content = random(bytes);
    try (ObjectWriter slow = store.write(KEY);
        ObjectWriter fast = store.write(KEY)) {
      slow.write(new byte[bytes]);
      fast.write(content);
      fast.commit();
      trouble(StoreTrouble.PRESENT, slow::commit);
    }

    assertThat(digest(get(store, KEY))).isEqualTo(digest(content));
    assertThat(store.leftovers(Duration.ZERO)).isEmpty();
  }

  @Test
  void takesEveryNameThatIsAKey() throws Exception {
    List<StoreKey> keys =
        Stream.of(
                "two words.sql",
                "a+b%41&c=d#e.sql",
                "it's (1)!,~@:x",
                "UPPER.and.lower",
                "x".repeat(200))
            .map(file -> new StoreKey("shop", "pro duction", "20261120-7", file))
            .sorted()
            .toList();
    for (StoreKey key : keys) {
      put(store, key, key.file().getBytes(UTF_8));
    }

    assertThat(store.list("").stream().map(StoredObject::key)).containsExactlyElementsOf(keys);
    for (StoreKey key : keys) {
      assertThat(get(store, key)).asString().isEqualTo(key.file());
      store.delete(key);
    }
    assertThatNothingIsLeft();
  }

  @Test
  void listsByTheBeginningOfKeys() {
    List<String> keys =
        List.of(
            "shop-2/production/b1/x",
            "shop/production/b1/manifest.json",
            "shop/production/b1/shop.sql",
            "shop/production/b10/shop.sql",
            "shop/staging/b1/shop.sql");
    keys.forEach(key -> put(store, key(key), new byte[] {1}));

    assertThat(listed("")).containsExactlyElementsOf(keys);
    assertThat(listed("shop/")).containsExactlyElementsOf(keys.subList(1, 5));
    assertThat(listed("shop/production/b1")).containsExactlyElementsOf(keys.subList(1, 4));
    assertThat(listed("shop/production/b1/")).containsExactlyElementsOf(keys.subList(1, 3));
    assertThat(listed("shop/production/b1/shop.sql")).containsExactly(keys.get(2));
    assertThat(listed("blog/")).isEmpty();
  }

  private List<String> listed(String prefix) {
    return store.list(prefix).stream().map(object -> object.key().text()).toList();
  }

  @Test
  void saysThatThereIsNoSuchObject() {
    StoreException missing = trouble(StoreTrouble.MISSING, () -> get(store, KEY));

    assertThat(missing).hasMessageContaining(store.toString()).hasMessageContaining(KEY.text());
    assertThat(missing.isRetryable()).isFalse();
  }

  @Test
  void anObjectThatIsDeletedIsGoneAndMayBeDeletedAgain() {
    StoreKey other = key("shop/production/20261120-7/manifest.json");
    put(store, KEY, new byte[] {1});
    put(store, other, new byte[] {2});

    store.delete(KEY);
    store.delete(KEY);
    assertThat(store.list("")).containsExactly(new StoredObject(other, 1));
    store.delete(other);
    assertThatNothingIsLeft();
  }

  @Test
  void mayBeReadInPart() throws Exception {
    byte[] content = random(4 << 20);
    put(store, KEY, content);
    for (int i = 0; i < 3; i++) {
      try (InputStream begun = store.read(KEY)) {
        assertThat(begun.readNBytes(10)).isEqualTo(Arrays.copyOf(content, 10));
      }
    }
  }

  @Test
  void saysThatAStoreIsNotThereAndThatItMayComeBack() throws Exception {
    try (BackupStore gone = gone()) {
      for (ThrowingCallable act :
          List.<ThrowingCallable>of(
              () -> gone.write(KEY),
              () -> gone.read(KEY),
              () -> gone.list(""),
              () -> gone.leftovers(Duration.ZERO))) {
        StoreException unreachable = trouble(StoreTrouble.UNREACHABLE, act);
        assertThat(unreachable.isRetryable()).isTrue();
        assertThat(unreachable).hasMessageContaining(gone.toString());
      }
    }
  }
}
