package dev.windlass.activities.support;

import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Secret;
import dev.windlass.workflows.fleet.Problem;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Grants every host, the secrets it was given, and pins what it was told. */
public final class TestGrants implements Grants {

  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final List<String> pins = new CopyOnWriteArrayList<>();

  public TestGrants with(String secret, String value) {
    secrets.put(secret, value);
    return this;
  }

  void pin(String line) {
    pins.add(line);
  }

  @Override
  public Secret secret(Scope scope, String name) {
    String value = secrets.get(name);
    if (value == null) {
      throw new NotGrantedException(missing(name));
    }
    return Secret.of(value);
  }

  @Override
  public String identity(Scope scope, @Nullable String key) {
    return key == null ? "default" : key;
  }

  @Override
  public List<String> knownHosts(Scope scope, @Nullable String name) {
    return List.copyOf(pins);
  }

  @Override
  public List<Problem> problems(Scope scope, Asked asked) {
    return asked.secrets().stream()
        .filter(name -> !secrets.containsKey(name))
        .map(TestGrants::missing)
        .toList();
  }

  private static Problem missing(String name) {
    return new Problem("secret " + name, "not granted", "add it to windlass.grants");
  }
}
