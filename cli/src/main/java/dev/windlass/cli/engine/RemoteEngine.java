package dev.windlass.cli.engine;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A Temporal service that somebody else runs. Never changed by us, only checked. */
public final class RemoteEngine implements Engine {
  private final String target;
  private final String namespace;

  private RemoteEngine(String target, String namespace) {
    this.target = target;
    this.namespace = namespace;
  }

  /**
   * Checks that it answers and knows our search attributes.
   *
   * @param target {@code host:port}
   * @throws EngineException naming what is missing and the command that adds it
   */
  public static RemoteEngine at(String target, String namespace) {
    List<String> missing = new SearchAttributeRegistry(target, namespace).missing();
    if (!missing.isEmpty()) {
      throw new EngineException(
          """
          Temporal at %1$s, namespace %2$s: search attributes missing, or not of type Keyword: %3$s
          next: temporal operator search-attribute create --address %1$s --namespace %2$s --type Keyword --name %4$s\
          """
              .formatted(
                  target, namespace, String.join(", ", missing), String.join(" --name ", missing)));
    }
    return new RemoteEngine(target, namespace);
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public Optional<URI> ui() {
    return Optional.empty();
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public void close() {
    // Nothing of it is ours to end.
  }
}
