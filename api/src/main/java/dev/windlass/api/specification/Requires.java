package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** Oldest versions of the programs that a release runs on. */
public record Requires(
    @Key("Oldest PHP of the command line.") @Matches(Syntax.VERSION) @Nullable String php,
    @Key("Oldest Node.js.") @Matches(Syntax.VERSION) @Nullable String node,
    @Key("Oldest Java.") @Matches(Syntax.VERSION) @Nullable String java,
    @Key("Oldest Python, of python3.") @Matches(Syntax.VERSION) @Nullable String python) {}
