package dev.windlass.api.specification;

import dev.windlass.api.specification.source.Node;
import dev.windlass.api.specification.source.Problems;
import java.util.Arrays;
import java.util.Objects;

/**
 * An environment together with where it is written. Components that did not fit are null, so a rule
 * first asks whether the keys that it reads are {@link #sound}.
 *
 * @param node the merged keys
 * @param preset the keys of the preset alone
 */
record Site(
    String name,
    Environment environment,
    Node.Mapping node,
    Node.Mapping preset,
    Problems problems) {

  /** Whether nothing is wrong below these keys, so that their components can be trusted. */
  boolean sound(String... keys) {
    return Arrays.stream(keys)
        .noneMatch(key -> {
          Node value = node.get(key);
          return problems.below(value == null ? node.pathOf(key) : value.path())
              || (key.equals("layout") && isMissingLayout());
        });
  }

  /** Its keys merge one by one: what did not fit may stand in the other place. */
  private boolean isMissingLayout() {
    return Objects.isNull(environment.layout());
  }

  /** Whether the preset has an entry of this name below a key. */
  boolean presetHas(String key, String name) {
    return preset.get(key) instanceof Node.Mapping named && named.entries().containsKey(name);
  }

  /** Reports a problem at the deepest piece of the file on the way down these keys and indexes. */
  void problem(String found, String expected, Object... way) {
    problems.add(at(way), found, expected);
  }

  /** The deepest piece of the file on the way down. */
  Node at(Object... way) {
    Node at = node;
    for (Object step : way) {
      Node next =
          switch (at) {
            case Node.Mapping mapping -> mapping.get(step.toString());
            case Node.Sequence sequence
                when step instanceof Integer index && index < sequence.items().size() ->
                sequence.items().get(index);
            default -> null;
          };
      if (next == null) {
        return at;
      }
      at = next;
    }
    return Objects.requireNonNull(at);
  }
}
