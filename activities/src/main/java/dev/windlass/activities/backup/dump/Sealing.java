package dev.windlass.activities.backup.dump;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;

/**
 * How a backup is kept: compressed by zstd, then encrypted to public keys in the format
 * age-encryption.org/v1, so that the commands {@code age -d | zstd -d} open it. Whoever has only
 * public keys can seal and never open. Without a public key the stream is compressed only, with
 * zstd's own checksum.
 */
public final class Sealing {

  /** The level of compression where nothing else is declared: the command's own default. */
  public static final int DEFAULT_LEVEL = 3;

  private final List<String> recipients;
  private final int level;

  private Sealing(List<String> recipients, int level) {
    this.recipients = recipients;
    this.level = level;
  }

  /**
   * @param recipients public keys, {@code age1…}; empty: not encrypted
   * @param level of zstd, 1 to 22
   * @throws IllegalArgumentException for what isn't a public key of age, and for another level
   */
  public static Sealing of(List<String> recipients, int level) {
    if (level < 1 || level > Zstd.maxCompressionLevel()) {
      throw new IllegalArgumentException(
          "compression level %d: expected 1 to %d".formatted(level, Zstd.maxCompressionLevel()));
    }
    recipients.forEach(Sealing::writer);
    return new Sealing(List.copyOf(recipients), level);
  }

  /** Ids of the public keys, for the manifest, in their order. */
  public List<String> keyIds() {
    return recipients.stream().map(Sealing::keyId).toList();
  }

  /** Names a public key by the first 16 hexadecimal digits of its SHA-256. */
  public static String keyId(String recipient) {
    byte[] digest = CountedOutput.sha256().digest(recipient.getBytes(StandardCharsets.US_ASCII));
    return "age:" + HexFormat.of().formatHex(digest, 0, 8);
  }

  /** A stream that seals what is written to it; the target is flushed, never closed. */
  public SealingStream open(OutputStream stored) throws IOException {
    return new SealingStream(recipients.stream().map(Sealing::writer).toList(), level, stored);
  }

  /**
   * Seals a whole stream, which the scanner sees before.
   *
   * @throws IOException of either stream; what was stored until then is no backup
   */
  public Sealed seal(InputStream plain, DumpScanner scanner, OutputStream stored)
      throws IOException {
    try (SealingStream sealing = open(stored)) {
      Pumping.pump(plain, scanner, sealing);
      return sealing.finish();
    }
  }

  private static RecipientStanzaWriter writer(String recipient) {
    try {
      return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "recipient '"
              + shown(recipient)
              + "': expected a public key of age (age1…); age-keygen -y prints it",
          e);
    }
  }

  /** Somebody may have put the private key here. */
  private static String shown(String recipient) {
    return recipient.startsWith("age1") ? recipient : "[not shown]";
  }
}
