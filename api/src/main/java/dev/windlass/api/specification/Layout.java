package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Directories on the hosts. */
public record Layout(
    @Key(
            value =
                "Where the application lives: releases/, shared/ and the link current below it. {host} is the host's name, for hosts that share one file system.",
            byDefault = "/var/www/{application}")
        @Matches(Syntax.HOST_PATH)
        String path,
    @Key(value = "How many releases stay on disk, the live one included.", byDefault = "5")
        @Between(min = 2, max = 100)
        int keep,
    @Key(
            value =
                "Paths below shared/ that each release links to; / at the end for a directory, which is made when missing. A file must be there.",
            byDefault = "[]")
        List<@Matches(Syntax.SHARED_PATH) String> shared,
    @Key(value = "Where somebody else writes, the web server's user say.", byDefault = "{}")
        Writable writable,
    @Key(
            "umask of the commands that Windlass runs on the hosts; the host's own by default, 002 where writable is by group.")
        @Matches(Syntax.UMASK)
        @Nullable String umask) {}
