package dev.windlass.sandbox.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/**
 * A fresh ed25519 key for logins or hosts.
 *
 * @param pair the keys
 */
public record SandboxKey(KeyPair pair) {

  /** A key that nobody else has. */
  public static SandboxKey generate() {
    try {
      return new SandboxKey(KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no ed25519 in this JDK and class path", e);
    }
  }

  /** The private key as ssh-keygen writes it. */
  public String privatePem() {
    var out = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "sandbox", null, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The public key as in authorized_keys: {@code ssh-ed25519 AAAA…}. */
  public String publicLine() {
    return PublicKeyEntry.toString(pair.getPublic());
  }

  @Override
  public String toString() {
    return "SandboxKey[" + publicLine() + "]";
  }
}
