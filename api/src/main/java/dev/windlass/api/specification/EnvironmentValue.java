package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;

/** The value of one line of the .env: a text, or the name of a secret. */
public sealed interface EnvironmentValue permits EnvironmentValue.Plain, SecretName {

  /** A text that anybody may read. */
  @Bare
  record Plain(@Matches(Syntax.VALUE) String text) implements EnvironmentValue {}
}
