package dev.windlass.activities.ssh;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a host is and as whom to log in. Two equal targets share one session.
 *
 * @param name what people call the host; stands in every error
 * @param address host name or IP address, as the jump host sees it when there is one
 * @param port TCP port of sshd
 * @param user login
 * @param jump jump host as {@code user@host:port}, logged into with the same identity and pins
 * @param identity name of the key source, resolved by {@link SshIdentities}
 * @param knownHosts pinned keys: lines of a known_hosts file; nothing else is trusted
 */
public record SshTarget(
    String name,
    String address,
    int port,
    String user,
    @Nullable String jump,
    String identity,
    List<String> knownHosts) {

  public SshTarget {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(name + ": port " + port + ", expected 1 to 65535");
    }
    knownHosts = List.copyOf(knownHosts);
  }

  /** The jump host as a target of its own, null when the host is reached directly. */
  public @Nullable SshTarget jumpTarget() {
    if (jump == null) {
      return null;
    }
    int at = jump.lastIndexOf('@');
    String place = jump.substring(at + 1);
    int colon = place.lastIndexOf(':');
    String host = colon < 0 ? place : place.substring(0, colon);
    int jumpPort = colon < 0 ? 22 : Integer.parseInt(place.substring(colon + 1));
    String login = at < 0 ? user : jump.substring(0, at);
    return new SshTarget(host, host, jumpPort, login, null, identity, knownHosts);
  }
}
