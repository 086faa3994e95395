package dev.windlass.api.specification.shape;

import dev.windlass.api.specification.source.Problems;
import java.util.ArrayList;
import java.util.List;

/** Says in a few words what a shape is, for errors and for the reference. */
final class Wording {

  private Wording() {}

  static String of(Shape shape) {
    return switch (shape) {
      case Shape.Text(Syntax syntax) -> syntax.words();
      case Shape.Whole(int min, int max) ->
          min == max
              ? String.valueOf(min)
              : max == Integer.MAX_VALUE
                  ? "a whole number from " + min
                  : "a whole number from " + min + " to " + max;
      case Shape.Decimal _ -> "a number such as 1.3";
      case Shape.Flag _ -> "true or false";
      case Shape.Span _ -> "a duration such as 90s, 10m or 1h30m";
      case Shape.Word word -> Problems.oneOf(word.words());
      case Shape.Items(Shape element, Shape.Arity arity) ->
          (arity == Shape.Arity.ONE_OR_MANY ? "one or a list: " : "a list: ") + of(element);
      case Shape.Table(_, Shape value) -> "a map of names to " + of(value);
      case Shape.Fields fields -> "a map with " + keys(fields);
      case Shape.Wrapped wrapped -> "a map with " + wrapped.key();
      case Shape.Single(_, Shape inside) -> of(inside);
      case Shape.Literal(_, String word) -> word;
      case Shape.Choice choice -> choice(choice);
    };
  }

  /** The bare words that are kinds of their own. */
  static List<String> literals(Shape.Choice choice) {
    return choice.kinds().stream()
        .filter(Shape.Literal.class::isInstance)
        .map(kind -> ((Shape.Literal) kind).word())
        .toList();
  }

  private static String choice(Shape.Choice choice) {
    List<String> ways = new ArrayList<>(literals(choice));
    choice.kinds().stream()
        .filter(Shape.Single.class::isInstance)
        .map(Wording::of)
        .forEach(ways::add);
    if (!choice.selectors().isEmpty()) {
      ways.add("a map with " + Problems.oneOf(choice.selectors()));
    }
    return Problems.oneOf(ways);
  }

  private static String keys(Shape.Fields fields) {
    List<String> required =
        fields.keys().values().stream()
            .filter(Shape.Field::required)
            .map(Shape.Field::key)
            .toList();
    return required.isEmpty()
        ? "any of " + String.join(", ", fields.keys().keySet())
        : String.join(" and ", required);
  }
}
