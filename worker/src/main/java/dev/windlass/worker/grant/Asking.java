package dev.windlass.worker.grant;

import dev.windlass.activities.grant.Scope;
import dev.windlass.worker.grant.GrantProperties.Allow;
import java.util.List;
import java.util.regex.Pattern;

/** One thing that can be allowed: its word for people, its list in the settings. */
enum Asking {
  SECRET("secret", "secrets"),
  KEY("SSH key", "keys"),
  KNOWN_HOSTS("known_hosts file", "known-hosts"),
  USER("user", "users"),
  HOST("host", "hosts"),
  ADDRESS("address", "addresses");

  private final String word;
  private final String key;

  Asking(String word, String key) {
    this.word = word;
    this.key = key;
  }

  boolean isAllowed(Allow allow, Scope scope, String name) {
    return matches(allow.applications(), scope.application())
        && matches(allow.environments(), scope.environment())
        && matches(patterns(allow), name);
  }

  String missing(Scope scope, String name) {
    return "%s %s is not granted to %s".formatted(word, name, scope);
  }

  /** The exact text for the settings. */
  String grant(Scope scope, String name) {
    return Asking.settings(
        "    allow:\n      - {applications: [\"%s\"], environments: [\"%s\"], %s: [\"%s\"]}"
            .formatted(scope.application(), scope.environment(), key, name));
  }

  static String settings(String lines) {
    return "add this to windlass-worker.yaml:\nwindlass:\n  grants:\n" + lines;
  }

  private List<String> patterns(Allow allow) {
    return switch (this) {
      case SECRET -> allow.secrets();
      case KEY -> allow.keys();
      case KNOWN_HOSTS -> allow.knownHosts();
      case USER -> allow.users();
      case HOST -> allow.hosts();
      case ADDRESS -> allow.addresses();
    };
  }

  private static boolean matches(List<String> patterns, String name) {
    return patterns.stream()
        .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
        .anyMatch(pattern -> Pattern.matches(pattern, name));
  }
}
