package dev.windlass.workflows.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** Makes a value of any type that crosses the engine: every component filled, always the same. */
final class WireSample {

  private WireSample() {}

  /** A value of this type; of a sealed one its first kind. */
  static Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    return simple((Class<?>) type, "text");
  }

  /** Adds every record that a value of this type may hold, itself included. */
  static void reach(Type type, SequencedSet<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(one -> reach(one, found));
    } else if (type instanceof Class<?> plain && plain.isSealed()) {
      Arrays.stream(plain.getPermittedSubclasses()).forEach(one -> reach(one, found));
    } else if (type instanceof Class<?> plain && plain.isRecord() && found.add(plain)) {
      for (RecordComponent component : plain.getRecordComponents()) {
        reach(component.getGenericType(), found);
      }
    }
  }

  private static Object container(ParameterizedType generic) {
    Type[] parts = generic.getActualTypeArguments();
    if (generic.getRawType() == List.class) {
      return List.of(of(parts[0]));
    }
    if (generic.getRawType() == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      map.put(of(parts[0]), of(parts[1]));
      return map;
    }
    throw new AssertionError("no sample for " + generic);
  }

  private static Object simple(Class<?> type, String name) {
    if (type.isSealed()) {
      return simple(type.getPermittedSubclasses()[0], name);
    }
    if (type.isRecord()) {
      return filled(type);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getName()) {
      case "java.lang.String" -> name;
      case "int", "java.lang.Integer" -> 3;
      case "long", "java.lang.Long" -> 4L;
      case "boolean", "java.lang.Boolean" -> true;
      case "java.math.BigDecimal" -> new BigDecimal("1.5");
      case "java.time.Duration" -> Duration.ofSeconds(90);
      case "java.time.LocalDate" -> LocalDate.of(2026, 12, 31);
      case "java.time.Instant" -> Instant.parse("2026-11-21T20:00:00Z");
      default -> throw new AssertionError("no sample for " + type);
    };
  }

  private static Object filled(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Type declared = components[i].getGenericType();
      values[i] =
          declared instanceof Class<?> plain
              ? simple(plain, components[i].getName())
              : of(declared);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      throw new AssertionError(type + " refuses its sample", refused.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " cannot be made", e);
    }
  }
}
