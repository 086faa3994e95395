package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup by a command of the user's. */
public record Backup(
    @Key("Command that takes it; it runs once, in the live release's directory.")
        @Matches(Syntax.COMMAND)
        String command,
    @Key("Another user that runs it, by sudo -n.") @Matches(Syntax.USER) @Nullable String as,
    @Key(value = "Hosts of which the first runs it.", byDefault = "[web]")
        List<@Matches(Syntax.NAME) String> roles) {}
