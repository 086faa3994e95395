package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.backup.dump.SealedStreamException.Reason;
import dev.windlass.activities.grant.Secret;
import dev.windlass.sandbox.RealParts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {

  private static final AgeKey KEY = AgeKey.generate();
  private static final AgeKey OTHER = AgeKey.generate();

  @TempDir Path folder = Path.of("/nowhere");

  /** A sealed stream and what is known of it. */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Kept(byte[] bytes, Sealed sealed) {}

  private static Kept seal(byte[] plain, List<String> recipients) throws IOException {
    var stored = new ByteArrayOutputStream();
    try (SealingStream stream = Sealing.of(recipients, Sealing.DEFAULT_LEVEL).open(stored)) {
      stream.write(plain);
      Sealed sealed = stream.finish();
      return new Kept(stored.toByteArray(), sealed);
    }
  }

  private static byte[] open(byte[] stored, @Nullable Sealed expected, @Nullable Secret identity)
      throws IOException {
    var plain = new ByteArrayOutputStream();
    Sealed found = Opening.with(identity).open(new ByteArrayInputStream(stored), expected, plain);
    assertThat(found.plainBytes()).isEqualTo(plain.size());
    return plain.toByteArray();
  }

  /** Half of it compresses, half doesn't. */
  private static byte[] mixed(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Arrays.fill(bytes, 0, length / 2, (byte) 'a');
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 131_072, 3_000_000})
  void opensWhatItSealed(int length) throws IOException {
    byte[] plain = mixed(length);
    Kept kept = seal(plain, List.of(OTHER.recipient(), KEY.recipient()));

    assertThat(open(kept.bytes(), kept.sealed(), KEY.secret())).isEqualTo(plain);
    assertThat(kept.sealed().plainBytes()).isEqualTo(length);
    assertThat(kept.sealed().storedBytes()).isEqualTo(kept.bytes().length);
    assertThat(kept.sealed().sha256())
        .isEqualTo(HexFormat.of().formatHex(CountedOutput.sha256().digest(kept.bytes())));
  }

  /** Random bytes don't compress: so the encryptor gets chunks of every length around its own. */
  @ParameterizedTest
  @ValueSource(ints = {65_520, 65_521, 65_522, 65_523, 65_524, 65_525, 65_526, 131_060})
  void endsAStreamThatFillsItsLastChunk(int length) throws IOException {
    byte[] plain = new byte[length];
    new Random(1).nextBytes(plain);
    Kept kept = seal(plain, List.of(KEY.recipient()));

    assertThat(open(kept.bytes(), kept.sealed(), KEY.secret())).isEqualTo(plain);
  }

  @Test
  void onlyCompressesWithoutARecipient() throws IOException {
    byte[] plain = mixed(500_000);
    Kept kept = seal(plain, List.of());

    assertThat(open(kept.bytes(), kept.sealed(), null)).isEqualTo(plain);
  }

  @Test
  void theCommandsOfAgeAndZstdOpenWhatItSealed() throws Exception {
    RealParts.require("age", "age-keygen", "zstd");
    Path identity = Files.writeString(folder.resolve("key"), KEY.identity() + "\n");
    byte[] plain = mixed(1_000_000);
    Kept kept = seal(plain, List.of(KEY.recipient()));

    Shell opened = Shell.run("age -d -i \"$1\" | zstd -d", kept.bytes(), identity.toString());

    assertThat(opened.errors()).isEmpty();
    assertThat(opened.output()).isEqualTo(plain);
    assertThat(Shell.run("age-keygen -y \"$1\"", new byte[0], identity.toString()).text().strip())
        .isEqualTo(KEY.recipient());
    Kept compressed = seal(plain, List.of());
    assertThat(Shell.run("zstd -d", compressed.bytes()).output()).isEqualTo(plain);
  }

  @Test
  void opensWhatTheCommandsOfAgeAndZstdMade() throws Exception {
    RealParts.require("age", "age-keygen", "zstd");
    Path identity = folder.resolve("made");
    Shell made =
        Shell.run("age-keygen -o \"$1\" && grep -v '^#' \"$1\"", new byte[0], identity.toString());
    String recipient =
        Shell.run("age-keygen -y \"$1\"", new byte[0], identity.toString()).text().strip();
    byte[] plain = mixed(1_000_000);

    byte[] stored = Shell.run("zstd -19 | age -r \"$1\"", plain, recipient).output();

    assertThat(open(stored, null, Secret.of(made.text()))).isEqualTo(plain);
  }

  @Test
  void aFlippedBitAnywhereIsNamedDamage() throws IOException {
    Kept kept = seal(mixed(400_000), List.of(KEY.recipient()));
    Random random = new Random(20261122);
    for (int i = 0; i < 150; i++) {
      byte[] flipped = kept.bytes().clone();
      // Every second one in the head, where keys and nonces are.
      int place = random.nextInt(i % 2 == 0 ? 300 : flipped.length);
      flipped[place] ^= (byte) (1 << random.nextInt(8));

      assertRefused(flipped, kept.sealed(), KEY.secret(), Reason.DAMAGED);
      assertThatThrownBy(() -> open(flipped, null, KEY.secret()))
          .as("a flipped bit at %d, without a manifest", place)
          .isInstanceOf(SealedStreamException.class);
    }
  }

  @Test
  void aFlippedBitInACompressedStreamIsNamedDamage() throws IOException {
    Kept kept = seal(mixed(400_000), List.of());
    Random random = new Random(20261123);
    for (int i = 0; i < 150; i++) {
      byte[] flipped = kept.bytes().clone();
      flipped[random.nextInt(i % 2 == 0 ? 20 : flipped.length)] ^= (byte) (1 << random.nextInt(8));

      assertRefused(flipped, kept.sealed(), null, Reason.DAMAGED);
    }
  }

  @Test
  void anEndThatIsMissingIsNamed() throws IOException {
    Random random = new Random(20261124);
    for (List<String> recipients : List.of(List.of(KEY.recipient()), List.<String>of())) {
      Kept kept = seal(mixed(400_000), recipients);
      Secret identity = recipients.isEmpty() ? null : KEY.secret();
      for (int i = 0; i < 100; i++) {
        int left = i < 20 ? kept.bytes().length - 1 - i : random.nextInt(kept.bytes().length);
        byte[] cut = Arrays.copyOf(kept.bytes(), left);

        assertRefused(cut, kept.sealed(), identity, Reason.TRUNCATED);
        assertThatThrownBy(() -> open(cut, null, identity))
            .as("cut to %d, without a manifest", left)
            .isInstanceOf(SealedStreamException.class);
      }
    }
  }

  @Test
  void somethingAfterTheEndIsNamed() throws IOException {
    for (List<String> recipients : List.of(List.of(KEY.recipient()), List.<String>of())) {
      Kept kept = seal(mixed(100_000), recipients);
      Secret identity = recipients.isEmpty() ? null : KEY.secret();
      byte[] twice = Arrays.copyOf(kept.bytes(), 2 * kept.bytes().length);
      System.arraycopy(kept.bytes(), 0, twice, kept.bytes().length, kept.bytes().length);
      byte[] longer = Arrays.copyOf(kept.bytes(), kept.bytes().length + 1);

      for (byte[] stored : List.of(twice, longer)) {
        assertRefused(stored, kept.sealed(), identity, Reason.TRAILING);
        assertThatThrownBy(() -> open(stored, null, identity))
            .isInstanceOf(SealedStreamException.class);
      }
    }
  }

  @Test
  void aWrongKeyIsNotTakenForDamage() throws IOException {
    Kept kept = seal(mixed(100_000), List.of(KEY.recipient()));

    assertRefused(kept.bytes(), kept.sealed(), OTHER.secret(), Reason.WRONG_KEY);
    assertRefused(kept.bytes(), kept.sealed(), null, Reason.NEEDS_KEY);
  }

  @Test
  void takesTheIdentityFromAFileOfAgeKeygen() throws IOException {
    Kept kept = seal(mixed(1000), List.of(KEY.recipient()));
    String file = "# public key: " + KEY.recipient() + "\n" + KEY.identity() + "\n";
    ByteArrayOutputStream plain = new ByteArrayOutputStream();

    Opening.with(Secret.of(file))
        .open(new ByteArrayInputStream(kept.bytes()), kept.sealed(), plain);

    assertThat(plain.toByteArray()).isEqualTo(mixed(1000));
  }

  @Test
  void anUnencryptedStreamNeverPassesForAnEncryptedOne() throws IOException {
    Kept planted = seal(mixed(100_000), List.of());

    assertRefused(planted.bytes(), planted.sealed(), KEY.secret(), Reason.NOT_ENCRYPTED);
  }

  @Test
  void aStreamThatWasNotFinishedCantBeOpened() throws IOException {
    for (List<String> recipients : List.of(List.of(KEY.recipient()), List.<String>of())) {
      var stored = new ByteArrayOutputStream();
      try (SealingStream stream = Sealing.of(recipients, 3).open(stored)) {
        stream.write(mixed(3_000_000));
      }
      Secret identity = recipients.isEmpty() ? null : KEY.secret();

      assertThatThrownBy(() -> open(stored.toByteArray(), null, identity))
          .isInstanceOf(SealedStreamException.class);
    }
  }

  @Test
  void saysWhyTheTargetTookNoMore() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (SealingStream stream = Sealing.of(List.of(KEY.recipient()), 3).open(full)) {
      assertThatThrownBy(
              () -> {
                stream.write(mixed(20_000_000));
                stream.finish();
              })
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  @Test
  void refusesWhatIsNoKeyWithoutShowingIt() {
    assertThatThrownBy(() -> Sealing.of(List.of("age1nonsense"), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recipient 'age1nonsense': expected a public key of age");
    assertThatThrownBy(() -> Sealing.of(List.of(KEY.identity()), 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a public key")
        .hasMessageNotContaining(KEY.identity());
    assertThatThrownBy(() -> Opening.with(Secret.of("AGE-SECRET-KEY-1NONSENSE")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("isn't a private key of age")
        .hasMessageNotContaining("NONSENSE");
    assertThatThrownBy(() -> Sealing.of(List.of(), 0)).hasMessageContaining("expected 1 to 22");
  }

  @Test
  void namesAPublicKeyByItsDigest() {
    assertThat(Sealing.of(List.of(KEY.recipient(), OTHER.recipient()), 3).keyIds())
        .containsExactly(
            "age:" + sha256(KEY.recipient()).substring(0, 16),
            "age:" + sha256(OTHER.recipient()).substring(0, 16));
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(CountedOutput.sha256().digest(text.getBytes(UTF_8)));
  }

  private static void assertRefused(
      byte[] stored, Sealed expected, @Nullable Secret identity, Reason reason) {
    assertThatThrownBy(() -> open(stored, expected, identity))
        .isInstanceOfSatisfying(
            SealedStreamException.class,
            e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
  }
}
