package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** How a web host proves that it runs the new code. */
public record Proof(
    @Key(
            "Path asked for on each web host; its body (or the header) must be the release id or the revision, e.g. /REVISION.")
        @Matches(Syntax.URL_PATH)
        String path,
    @Key("Header of the answer that holds it instead of the body.") @Matches(Syntax.HEADER)
        @Nullable String header) {}
