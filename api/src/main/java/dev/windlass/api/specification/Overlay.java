package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Shape;
import dev.windlass.api.specification.source.Node;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Lays one map of keys over another: preset, shared keys, environment. */
final class Overlay {

  private Overlay() {}

  /** The upper map wins; what merges by name does so entry by entry, key by key. */
  static Node.Mapping of(Shape.Fields shape, Node.Mapping lower, Node.Mapping upper) {
    SequencedMap<String, Node.Entry> merged = new LinkedHashMap<>();
    SequencedMap<String, Shape.Field> keys = shape.keys();
    upper
        .entries()
        .forEach((key, entry) -> {
          Shape.Field field = keys.get(key);
          boolean byName =
              field != null && field.mergedByName() && !isWhole(field.shape(), entry.value());
          merged.put(
              key,
              byName && lower.get(key) instanceof Node.Mapping below
                  ? new Node.Entry(entry.key(), byName(below, entry.value()))
                  : entry);
        });
    return lower.overlaid(new Node.Mapping(upper.path(), upper.place(), merged));
  }

  /** Whether it says which of several kinds it is, and so needs nothing from below. */
  private static boolean isWhole(Shape shape, Node upper) {
    return shape instanceof Shape.Choice choice && choice.meant(upper).isPresent();
  }

  private static Node byName(Node.Mapping lower, Node upper) {
    if (!(upper instanceof Node.Mapping named)) {
      return upper;
    }
    SequencedMap<String, Node.Entry> merged = new LinkedHashMap<>();
    named
        .entries()
        .forEach((name, entry) ->
            merged.put(
                name,
                lower.get(name) instanceof Node.Mapping below
                        && entry.value() instanceof Node.Mapping above
                    ? new Node.Entry(entry.key(), below.overlaid(above))
                    : entry));
    return lower.overlaid(new Node.Mapping(named.path(), named.place(), merged));
  }
}
