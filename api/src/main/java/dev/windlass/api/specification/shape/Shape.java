package dev.windlass.api.specification.shape;

import dev.windlass.api.specification.source.Node;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may stand at one place of the file; made from types by {@link Shapes}. */
public sealed interface Shape {

  /**
   * A text of a syntax; {@link Syntax#VALUE} also takes numbers, yes and no as they are written.
   */
  record Text(Syntax syntax) implements Shape {}

  /** A whole number. */
  record Whole(int min, int max) implements Shape {}

  /** A number with a fraction. */
  record Decimal() implements Shape {}

  /** True or false. */
  record Flag() implements Shape {}

  /** A duration such as {@code 90s} or {@code 1h30m}. */
  record Span() implements Shape {}

  /** One word of an enum, in lower case. */
  record Word(Class<?> type, List<String> words) implements Shape {}

  /** A list. */
  record Items(Shape element, Arity arity) implements Shape {}

  /** Whether one element may stand for a list of one. */
  enum Arity {
    LIST,
    ONE_OR_MANY
  }

  /** Names chosen by the writer, each with a value. */
  record Table(Syntax name, Shape value) implements Shape {}

  /** A map with known keys. */
  record Fields(Class<? extends Record> type, List<Field> fields) implements Shape {

    /** The known keys with their fields, those of inlined records included. */
    public SequencedMap<String, Field> keys() {
      SequencedMap<String, Field> keys = new LinkedHashMap<>();
      for (Field field : fields) {
        if (field.inlined() && field.shape() instanceof Fields inner) {
          keys.putAll(inner.keys());
        } else {
          keys.put(field.key(), field);
        }
      }
      return keys;
    }
  }

  /** {@code {key: {…}}}. */
  record Wrapped(String key, Fields inside) implements Shape {}

  /** A record that is written as the value of its only component. */
  record Single(Class<? extends Record> type, Shape inside) implements Shape {}

  /** A record that is written as one word. */
  record Literal(Class<? extends Record> type, String word) implements Shape {}

  /** One of several kinds. */
  record Choice(Class<?> type, List<Shape> kinds) implements Shape {

    /** The kind that the writer meant, seen from the form of the value or from its first key. */
    public Optional<Shape> meant(Node node) {
      return kinds.stream().filter(kind -> looksLike(kind, node)).findFirst();
    }

    /** The keys that choose a kind. */
    public List<String> selectors() {
      return kinds.stream().flatMap(kind -> Stream.ofNullable(selector(kind))).toList();
    }

    /** The keys of all kinds together, when each kind is a map of keys; else none. */
    public SequencedMap<String, Field> commonKeys() {
      SequencedMap<String, Field> keys = new LinkedHashMap<>();
      for (Shape kind : kinds) {
        switch (kind) {
          case Literal _ -> {}
          case Fields fields -> fields.keys().forEach(keys::putIfAbsent);
          default -> {
            return new LinkedHashMap<>();
          }
        }
      }
      return keys;
    }

    private static boolean looksLike(Shape kind, Node node) {
      String selector = selector(kind);
      return switch (node) {
        case Node.Mapping mapping -> selector != null && mapping.entries().containsKey(selector);
        case Node.Sequence _ -> kind instanceof Single(_, Items _);
        case Node.Scalar scalar ->
            kind instanceof Literal(_, String word)
                ? scalar.text().equals(word)
                : kind instanceof Single;
      };
    }

    private static @Nullable String selector(Shape kind) {
      return switch (kind) {
        case Wrapped wrapped -> wrapped.key();
        case Fields fields -> fields.fields().getFirst().key();
        default -> null;
      };
    }
  }

  /** One component of a record. */
  record Field(RecordComponent component, Shape shape) {

    /** The key as it is written. */
    public String key() {
      return component.getName();
    }

    /** What it means; empty for an inlined record, whose components speak for themselves. */
    public String meaning() {
      Key key = component.getAnnotation(Key.class);
      return key == null ? "" : key.value();
    }

    /** The YAML that stands in for it; empty when nothing does. */
    public String byDefault() {
      Key key = component.getAnnotation(Key.class);
      return key == null ? "" : key.byDefault();
    }

    /** Whether the file must have it. */
    public boolean required() {
      return byDefault().isEmpty()
          && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether the components of its record stand among their neighbours. */
    public boolean inlined() {
      return component.isAnnotationPresent(Inline.class);
    }

    /** Whether an environment changes it entry by entry. */
    public boolean mergedByName() {
      return component.isAnnotationPresent(MergedByName.class);
    }
  }
}
