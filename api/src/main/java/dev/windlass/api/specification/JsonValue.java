package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.math.BigDecimal;

/** What a field of a JSON document must be: a value, or a number within a limit. */
public sealed interface JsonValue {

  /** This text, number, true, false or null. */
  @Bare
  record Same(@Matches(Syntax.VALUE) String text) implements JsonValue {}

  /** A number that is not above a limit. */
  record AtMost(@Key("Largest number allowed.") BigDecimal atMost) implements JsonValue {}

  /** A number that is not below a limit. */
  record AtLeast(@Key("Smallest number allowed.") BigDecimal atLeast) implements JsonValue {}
}
