package dev.windlass.workflows.contract;

import java.util.Locale;

/** The name that an enum constant has in JSON, in search attributes and for people. */
public final class WireNames {

  private WireNames() {}

  /** {@code NEEDS_ATTENTION} is {@code needsAttention}. */
  public static String of(Enum<?> constant) {
    StringBuilder name = new StringBuilder();
    for (String part : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      name.append(
          name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return name.toString();
  }
}
