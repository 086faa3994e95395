package dev.windlass.cli.engine;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
      throw new EngineException(refusal(target, namespace, missing));
    }
    return new RemoteEngine(target, namespace);
  }

  private static String refusal(String target, String namespace, List<String> missing) {
    // One command for each: given several names at once, the command adds only the first.
    String commands =
        missing.stream()
            .map(
                "temporal operator search-attribute create --address %s --namespace %s --type Keyword --name %%s"
                        .formatted(target, namespace)
                    ::formatted)
            .collect(Collectors.joining("\n"));
    return """
    Temporal at %s, namespace %s: search attributes missing, or not of type Keyword: %s
    next:
    %s\
    """
        .formatted(target, namespace, String.join(", ", missing), commands);
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
