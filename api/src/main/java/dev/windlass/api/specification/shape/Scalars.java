package dev.windlass.api.specification.shape;

import dev.windlass.api.specification.source.Node;
import dev.windlass.api.specification.source.Node.Scalar;
import dev.windlass.api.specification.source.Problems;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds what has no parts; null when it does not fit, with a problem told. */
final class Scalars {

  private final Problems problems;

  Scalars(Problems problems) {
    this.problems = problems;
  }

  @Nullable Object text(Shape.Text shape, Node node) {
    boolean any = shape.syntax() == Syntax.VALUE;
    if (!(node instanceof Node.Scalar scalar)
        || scalar.type() == Scalar.Type.NOTHING
        || (scalar.type() != Scalar.Type.TEXT && !any)) {
      String quotes = node instanceof Node.Scalar ? ", in quotes" : "";
      problems.add(node, node.kind(), shape.syntax().words() + quotes);
      return null;
    }
    if (shape.syntax().accepts(scalar.text())) {
      return scalar.text();
    }
    if (shape.syntax().hidden()) {
      problems.add(node, "something else (not shown)", shape.syntax().words());
    } else {
      problems.unfit(node, shape.syntax().words());
    }
    return null;
  }

  @Nullable Object whole(Shape.Whole shape, Node node) {
    if (node instanceof Node.Scalar(_, _, String text, Scalar.Type type)
        && type == Scalar.Type.WHOLE
        && text.matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(text);
      if (value >= shape.min() && value <= shape.max()) {
        return value;
      }
    }
    problems.unfit(node, Wording.of(shape));
    return null;
  }

  @Nullable Object decimal(Shape.Decimal shape, Node node) {
    if (node instanceof Node.Scalar(_, _, String text, _)
        && text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
      return new BigDecimal(text);
    }
    problems.unfit(node, Wording.of(shape));
    return null;
  }

  @Nullable Object flag(Shape.Flag shape, Node node) {
    if (node instanceof Node.Scalar scalar && scalar.type() == Scalar.Type.FLAG) {
      return Boolean.valueOf(scalar.text());
    }
    problems.unfit(node, Wording.of(shape));
    return null;
  }

  @Nullable Object span(Shape.Span shape, Node node) {
    Optional<?> duration =
        node instanceof Node.Scalar scalar ? Durations.parse(scalar.text()) : Optional.empty();
    if (duration.isEmpty()) {
      problems.unfit(node, Wording.of(shape));
    }
    return duration.orElse(null);
  }

  @Nullable Object word(Shape.Word shape, Node node) {
    if (node instanceof Node.Scalar scalar) {
      for (Object constant : shape.type().getEnumConstants()) {
        if (Shapes.word(constant).equals(scalar.text())) {
          return constant;
        }
      }
    }
    problems.unfitWord(node, shape.words());
    return null;
  }
}
