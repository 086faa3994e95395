package dev.windlass.activities.ssh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What proves who we are to a host. */
public sealed interface SshIdentity {

  /** A private key in OpenSSH or PEM form, with its passphrase when it has one. */
  record PrivateKey(String pem, @Nullable String passphrase) implements SshIdentity {
    @Override
    public String toString() {
      return "PrivateKey[REDACTED]";
    }
  }

  /** A running ssh-agent, by the path of its socket. */
  record Agent(Path socket) implements SshIdentity {}
}
