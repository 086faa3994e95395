package dev.windlass.activities.backup.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.windlass.activities.grant.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

/** A key pair of age. */
public record AgeKey(String recipient, String identity) {

  public static AgeKey generate() {
    try {
      KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
      return new AgeKey(
          new String(pair.getPublic().getEncoded(), US_ASCII),
          new String(pair.getPrivate().getEncoded(), US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public Secret secret() {
    return Secret.of(identity);
  }
}
