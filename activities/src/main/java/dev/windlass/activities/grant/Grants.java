package dev.windlass.activities.grant;

import dev.windlass.workflows.fleet.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Windlass worker's settings about who may use what. Every method but {@link #problems} throws
 * {@link NotGrantedException} for what is not granted.
 */
public interface Grants {

  /** The value of a secret, read now from where the settings say it is. */
  Secret secret(Scope scope, String name);

  /**
   * The identity (a name that {@link dev.windlass.activities.ssh.SshIdentities} resolves) behind a
   * key's name; null asks for the default key.
   */
  String identity(Scope scope, @Nullable String key);

  /** Lines of the known_hosts file of this name; null asks for the default one. */
  List<String> knownHosts(Scope scope, @Nullable String name);

  /**
   * What is asked and not granted, or granted and not readable: one problem each, all at once, each
   * with the exact text to add to the settings in {@link Problem#mend}. Values are not returned.
   */
  List<Problem> problems(Scope scope, Asked asked);
}
