package dev.windlass.activities.ssh.jsch;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import dev.windlass.activities.ssh.HostKeyRefusedException;
import dev.windlass.activities.ssh.SshTarget;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;

/** The pinned keys of one target; remembers what the host offered, for the error. */
@NullUnmarked
final class PinnedHostKeys implements HostKeyRepository {

  private final SshTarget target;
  private final HostKeyRepository pins;
  private volatile String alias = "";
  private volatile String offered = "";

  PinnedHostKeys(SshTarget target) throws JSchException {
    var jsch = new JSch();
    String lines = String.join("\n", target.knownHosts()) + "\n";
    jsch.setKnownHosts(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    this.target = target;
    this.pins = jsch.getHostKeyRepository();
  }

  @Override
  public int check(String host, byte[] key) {
    alias = host;
    offered = fingerprint(key);
    return pins.check(host, key);
  }

  /** The refusal in words that an operator can act on. */
  HostKeyRefusedException refusal(JSchException cause) {
    String pinned =
        Arrays.stream(orNone(pins.getHostKey(alias, null)))
            .map(key -> fingerprint(Base64.getDecoder().decode(key.getKey())))
            .collect(Collectors.joining(", "));
    String message =
        pinned.isEmpty()
            ? "host key of %s: offers %s; nothing is pinned for %s. Compare it on the machine itself, then add it to knownHosts"
                .formatted(target.name(), offered, alias)
            : "host key of %s: offers %s; pinned is %s. Rebuilt? Then pin the new key in knownHosts"
                .formatted(target.name(), offered, pinned);
    return new HostKeyRefusedException(message, cause);
  }

  private static HostKey[] orNone(HostKey[] keys) {
    return keys == null ? new HostKey[0] : keys;
  }

  private static String fingerprint(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public HostKey[] getHostKey() {
    return pins.getHostKey();
  }

  @Override
  public HostKey[] getHostKey(String host, String type) {
    return pins.getHostKey(host, type);
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "pins of " + target.name();
  }

  @Override
  public void add(HostKey key, UserInfo info) {
    throw new UnsupportedOperationException("pins are settled outside: " + List.of(key.getHost()));
  }

  @Override
  public void remove(String host, String type) {
    throw new UnsupportedOperationException("pins are settled outside");
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    throw new UnsupportedOperationException("pins are settled outside");
  }
}
