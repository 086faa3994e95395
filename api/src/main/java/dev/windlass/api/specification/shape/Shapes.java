package dev.windlass.api.specification.shape;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Reads shapes off records, enums and sealed interfaces. */
public final class Shapes {

  private Shapes() {}

  /** The shape of a record whose components are keys. */
  public static Shape.Fields fields(Class<? extends Record> type) {
    return new Shape.Fields(
        type, Arrays.stream(type.getRecordComponents()).map(Shapes::field).toList());
  }

  private static Shape.Field field(RecordComponent component) {
    Shape.Arity arity =
        component.isAnnotationPresent(OneOrMany.class) ? Shape.Arity.ONE_OR_MANY : Shape.Arity.LIST;
    return new Shape.Field(component, of(component.getAnnotatedType(), arity));
  }

  private static Shape of(AnnotatedType annotated, Shape.Arity arity) {
    Class<?> type = raw(annotated);
    if (type == List.class) {
      return new Shape.Items(of(argument(annotated, 0), Shape.Arity.LIST), arity);
    } else if (type == SequencedMap.class) {
      return new Shape.Table(
          syntax(argument(annotated, 0)), of(argument(annotated, 1), Shape.Arity.LIST));
    } else if (type == String.class) {
      return new Shape.Text(syntax(annotated));
    } else if (type == int.class || type == Integer.class) {
      Between bounds = annotated.getAnnotation(Between.class);
      return bounds == null
          ? new Shape.Whole(0, Integer.MAX_VALUE)
          : new Shape.Whole(bounds.min(), bounds.max());
    } else if (type == BigDecimal.class) {
      return new Shape.Decimal();
    } else if (type == boolean.class) {
      return new Shape.Flag();
    } else if (type == Duration.class) {
      return new Shape.Span();
    }
    return declared(type);
  }

  private static Shape declared(Class<?> type) {
    if (type.isEnum()) {
      return new Shape.Word(
          type, Arrays.stream(type.getEnumConstants()).map(Shapes::word).toList());
    } else if (type.isSealed()) {
      return new Shape.Choice(type, kinds(type).map(Shapes::declared).toList());
    }
    Class<? extends Record> record = type.asSubclass(Record.class);
    Bare bare = type.getAnnotation(Bare.class);
    OneKey oneKey = type.getAnnotation(OneKey.class);
    if (bare != null) {
      List<Shape.Field> only = fields(record).fields();
      return only.isEmpty()
          ? new Shape.Literal(record, bare.value())
          : new Shape.Single(record, only.getFirst().shape());
    }
    return oneKey == null ? fields(record) : new Shape.Wrapped(oneKey.value(), fields(record));
  }

  private static Stream<Class<?>> kinds(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kinds(kind) : Stream.of(kind));
  }

  /** How a constant of an enum is written in the file. */
  static String word(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Syntax syntax(AnnotatedType annotated) {
    Matches matches = annotated.getAnnotation(Matches.class);
    return matches == null ? Syntax.TEXT : matches.value();
  }

  private static AnnotatedType argument(AnnotatedType annotated, int index) {
    return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[index];
  }

  private static Class<?> raw(AnnotatedType annotated) {
    return annotated.getType() instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) annotated.getType();
  }
}
