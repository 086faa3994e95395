package dev.windlass.api.problem;

import org.jspecify.annotations.Nullable;

/** What a body must hold: JSON leaves out what the types promise. */
public final class Required {

  private Required() {}

  /**
   * The value.
   *
   * @throws Refusal when the field was left out
   */
  public static <T> T field(String name, @Nullable T value) {
    if (value == null) {
      throw Refusal.badRequest("the field " + name + " is missing");
    }
    return value;
  }
}
