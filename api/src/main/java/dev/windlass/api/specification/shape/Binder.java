package dev.windlass.api.specification.shape;

import dev.windlass.api.specification.source.Node;
import dev.windlass.api.specification.source.Problems;
import dev.windlass.api.specification.source.YamlSource;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns nodes into records by their shapes; what does not fit becomes a problem and is left out.
 */
public final class Binder {

  /** How much of a record must be there. */
  public enum Completeness {
    /** Whatever is required is asked for. */
    WHOLE,
    /** The rest may come from elsewhere, so only what is there is judged. */
    PART
  }

  private final Problems problems;
  private final Scalars scalars;
  private final String application;
  private final Completeness completeness;

  /**
   * @param application replaces {@code {application}} in defaults
   */
  public Binder(Problems problems, String application, Completeness completeness) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.application = application;
    this.completeness = completeness;
  }

  /**
   * The components of a record by key; a component whose value did not fit, or is missing without a
   * default, is absent.
   */
  public SequencedMap<String, Object> components(Shape.Fields shape, Node.Mapping node) {
    Collection<String> known = shape.keys().keySet();
    for (String key : node.entries().keySet()) {
      if (!known.contains(key)) {
        problems.unknownKey(node, key, known);
      }
    }
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    gather(shape, node, values);
    return values;
  }

  /** The record with these components; an absent one is null. */
  public static <T extends Record> T construct(Class<T> type, SequencedMap<String, Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    @Nullable Object[] arguments =
        Arrays.stream(components).map(component -> values.get(component.getName())).toArray();
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException impossible) {
      throw new IllegalStateException("a record of the file has a plain constructor", impossible);
    }
  }

  private void gather(Shape.Fields shape, Node.Mapping node, SequencedMap<String, Object> values) {
    for (Shape.Field field : shape.fields()) {
      if (field.inlined()) {
        Shape.Fields inner = (Shape.Fields) field.shape();
        SequencedMap<String, Object> inlined = new LinkedHashMap<>();
        gather(inner, node, inlined);
        if (complete(inner, inlined)) {
          values.put(field.key(), construct(inner.type(), inlined));
        }
        continue;
      }
      Node value = node.get(field.key());
      if (value == null && !field.byDefault().isEmpty()) {
        value = standIn(field);
      }
      if (value != null) {
        Optional.ofNullable(bind(field.shape(), value))
            .ifPresent(bound -> values.put(field.key(), bound));
      } else if (field.required() && completeness == Completeness.WHOLE) {
        problems.add(node.place(), node.pathOf(field.key()), "missing", Wording.of(field.shape()));
      }
    }
  }

  private Node standIn(Shape.Field field) {
    String yaml = "value: " + field.byDefault().replace("{application}", application);
    return Objects.requireNonNull(YamlSource.read(yaml, problems).get("value"));
  }

  private @Nullable Object bind(Shape shape, Node node) {
    return switch (shape) {
      case Shape.Text text -> scalars.text(text, node);
      case Shape.Whole whole -> scalars.whole(whole, node);
      case Shape.Decimal decimal -> scalars.decimal(decimal, node);
      case Shape.Flag flag -> scalars.flag(flag, node);
      case Shape.Span span -> scalars.span(span, node);
      case Shape.Word word -> scalars.word(word, node);
      case Shape.Items items -> items(items, node);
      case Shape.Table table -> table(table, node);
      case Shape.Fields fields -> record(fields, node);
      case Shape.Wrapped wrapped -> wrapped(wrapped, node);
      case Shape.Single single -> single(single, node);
      case Shape.Literal literal -> construct(literal.type(), new LinkedHashMap<>());
      case Shape.Choice choice -> choice(choice, node);
    };
  }

  private @Nullable Object items(Shape.Items shape, Node node) {
    List<Node> nodes;
    if (node instanceof Node.Sequence sequence) {
      nodes = sequence.items();
    } else if (shape.arity() == Shape.Arity.ONE_OR_MANY) {
      nodes = List.of(node);
    } else {
      problems.add(node, node.kind(), Wording.of(shape));
      return null;
    }
    List<Object> bound = new ArrayList<>();
    nodes.forEach(item -> Optional.ofNullable(bind(shape.element(), item)).ifPresent(bound::add));
    return bound.size() == nodes.size() ? List.copyOf(bound) : null;
  }

  /** Entries that do not fit are left out, so that the others can still be judged. */
  private @Nullable Object table(Shape.Table shape, Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.add(node, node.kind(), Wording.of(shape));
      return null;
    }
    SequencedMap<String, Object> bound = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((name, entry) -> {
          if (!shape.name().accepts(name)) {
            problems.add(entry.key(), mapping.pathOf(name), "this name", shape.name().words());
          }
          Optional.ofNullable(bind(shape.value(), entry.value()))
              .ifPresent(value -> bound.put(name, value));
        });
    return Collections.unmodifiableSequencedMap(bound);
  }

  private @Nullable Object record(Shape.Fields shape, Node node) {
    if (!(node instanceof Node.Mapping mapping)) {
      problems.add(node, node.kind(), Wording.of(shape));
      return null;
    }
    int before = problems.count();
    SequencedMap<String, Object> values = components(shape, mapping);
    return problems.count() == before && complete(shape, values)
        ? construct(shape.type(), values)
        : null;
  }

  private static boolean complete(Shape.Fields shape, SequencedMap<String, Object> values) {
    return shape.fields().stream()
        .allMatch(field ->
            values.containsKey(field.key()) || (!field.required() && field.byDefault().isEmpty()));
  }

  private @Nullable Object wrapped(Shape.Wrapped shape, Node node) {
    if (!(node instanceof Node.Mapping mapping) || mapping.get(shape.key()) == null) {
      problems.add(node, node.kind(), Wording.of(shape));
      return null;
    }
    mapping.entries().keySet().stream()
        .filter(key -> !key.equals(shape.key()))
        .forEach(key -> problems.unknownKey(mapping, key, List.of(shape.key())));
    return record(shape.inside(), Objects.requireNonNull(mapping.get(shape.key())));
  }

  private @Nullable Object single(Shape.Single shape, Node node) {
    Object inside = bind(shape.inside(), node);
    if (inside == null) {
      return null;
    }
    SequencedMap<String, Object> values = new LinkedHashMap<>();
    values.put(shape.type().getRecordComponents()[0].getName(), inside);
    return construct(shape.type(), values);
  }

  private @Nullable Object choice(Shape.Choice shape, Node node) {
    Optional<Shape> meant = shape.meant(node);
    if (meant.isEmpty()) {
      return undecided(shape, node);
    }
    if (node instanceof Node.Mapping mapping) {
      List<String> selected =
          shape.selectors().stream().filter(mapping.entries()::containsKey).toList();
      if (selected.size() > 1) {
        problems.add(
            Objects.requireNonNull(mapping.entries().get(selected.get(1))).key(),
            mapping.pathOf(selected.get(1)),
            "a second kind beside " + selected.getFirst(),
            "one of " + Problems.oneOf(shape.selectors()));
        return null;
      }
    }
    return bind(meant.get(), node);
  }

  private @Nullable Object undecided(Shape.Choice shape, Node node) {
    List<String> words = Wording.literals(shape);
    if (node instanceof Node.Mapping mapping) {
      Set<String> known = new LinkedHashSet<>(shape.selectors());
      shape.kinds().stream()
          .filter(Shape.Fields.class::isInstance)
          .forEach(kind -> known.addAll(((Shape.Fields) kind).keys().keySet()));
      List<String> unknown =
          mapping.entries().keySet().stream().filter(key -> !known.contains(key)).toList();
      unknown.forEach(key -> problems.unknownKey(mapping, key, known));
      if (unknown.isEmpty() && completeness == Completeness.WHOLE) {
        problems.add(node, "a map without its kind", Wording.of(shape));
      }
    } else if (node instanceof Node.Scalar && !words.isEmpty()) {
      problems.unfitWord(node, words);
    } else {
      problems.add(node, node.kind(), Wording.of(shape));
    }
    return null;
  }
}
