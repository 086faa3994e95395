package dev.windlass.worker.grant;

import dev.windlass.activities.ssh.AuthenticationFailedException;
import dev.windlass.activities.ssh.SshIdentities;
import dev.windlass.activities.ssh.SshIdentity;
import java.nio.file.Path;

/** SSH keys by the names that the settings give them. */
public final class ConfiguredIdentities implements SshIdentities {

  private final GrantProperties properties;
  private final SecretReader reader;

  public ConfiguredIdentities(GrantProperties properties, SecretReader reader) {
    this.properties = properties;
    this.reader = reader;
  }

  @Override
  public SshIdentity find(String name) {
    GrantProperties.Key key = properties.keys().get(name);
    if (key == null) {
      throw new AuthenticationFailedException(
          "no SSH key of the name " + name + " in windlass.grants.keys", null);
    }
    try {
      return identity(name, key);
    } catch (UnreadableSecretException e) {
      throw new AuthenticationFailedException("SSH key " + name + ": " + e.getMessage(), e);
    }
  }

  private SshIdentity identity(String name, GrantProperties.Key key) {
    if (key.agent() != null) {
      return new SshIdentity.Agent(key.agent());
    }
    Path file = key.file();
    if (file == null) {
      throw new UnreadableSecretException(
          "windlass.grants.keys." + name + " needs file or agent, found neither");
    }
    String passphrase =
        key.passphrase() == null ? null : reader.read(source(key.passphrase())).reveal();
    return new SshIdentity.PrivateKey(reader.file(file), passphrase);
  }

  private GrantProperties.Source source(String secret) {
    GrantProperties.Source source = properties.secrets().get(secret);
    if (source == null) {
      throw new UnreadableSecretException("its passphrase " + secret + " is not among the secrets");
    }
    return source;
  }
}
