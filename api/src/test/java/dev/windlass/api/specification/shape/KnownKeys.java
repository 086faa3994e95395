package dev.windlass.api.specification.shape;

import dev.windlass.api.specification.source.Node;
import java.util.Set;
import java.util.TreeSet;

/** Walks shapes, alone or along a file, and remembers the keys it met, as {@code Record.key}. */
public final class KnownKeys {

  private final Set<String> met = new TreeSet<>();

  /** Every key that a shape has. */
  public static Set<String> declaredIn(Shape shape) {
    KnownKeys keys = new KnownKeys();
    keys.declare(shape);
    return keys.met;
  }

  /** Every key of the shape that the file uses. */
  public static Set<String> usedIn(Shape shape, Node node) {
    KnownKeys keys = new KnownKeys();
    keys.use(shape, node);
    return keys.met;
  }

  private void declare(Shape shape) {
    switch (shape) {
      case Shape.Fields fields ->
          fields
              .keys()
              .forEach((key, field) -> {
                met.add(name(field));
                declare(field.shape());
              });
      case Shape.Wrapped wrapped -> declare(wrapped.inside());
      case Shape.Table table -> declare(table.value());
      case Shape.Items items -> declare(items.element());
      case Shape.Single single -> declare(single.inside());
      case Shape.Choice choice -> choice.kinds().forEach(this::declare);
      case Shape.Literal literal -> met.add(literal.type().getTypeName());
      default -> {}
    }
  }

  private void use(Shape shape, Node node) {
    switch (shape) {
      case Shape.Fields fields when node instanceof Node.Mapping mapping ->
          fields
              .keys()
              .forEach((key, field) -> {
                Node value = mapping.get(key);
                if (value != null) {
                  met.add(name(field));
                  use(field.shape(), value);
                }
              });
      case Shape.Wrapped wrapped when node instanceof Node.Mapping mapping -> {
        Node inside = mapping.get(wrapped.key());
        if (inside != null) {
          use(wrapped.inside(), inside);
        }
      }
      case Shape.Table table when node instanceof Node.Mapping mapping ->
          mapping.entries().values().forEach(entry -> use(table.value(), entry.value()));
      case Shape.Items items when node instanceof Node.Sequence sequence ->
          sequence.items().forEach(item -> use(items.element(), item));
      case Shape.Items items -> use(items.element(), node);
      case Shape.Single single -> use(single.inside(), node);
      case Shape.Choice choice -> choice.meant(node).ifPresent(kind -> use(kind, node));
      case Shape.Literal literal -> met.add(literal.type().getTypeName());
      default -> {}
    }
  }

  private static String name(Shape.Field field) {
    return field.component().getDeclaringRecord().getTypeName() + "." + field.key();
  }
}
