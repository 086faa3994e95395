package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;

/** A name only; where the value lives, and who may use it, is granted on the Windlass worker. */
public record SecretName(
    @Key("Name of a secret that the Windlass worker grants.") @Matches(Syntax.SECRET) String secret)
    implements EnvironmentValue {}
