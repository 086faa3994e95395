package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Between;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** How the hosts are reached. */
public record Ssh(
    @Key("User on the hosts; owns the application's directories.") @Matches(Syntax.USER)
        String user,
    @Key(value = "Port of sshd.", byDefault = "22") @Between(min = 1, max = 65535) int port,
    @Key("Jump host, as user@host or user@host:port.") @Matches(Syntax.JUMP) @Nullable String jump,
    @Key("File of pinned host keys that the Windlass worker grants; its own by default.")
        @Matches(Syntax.FILE)
        @Nullable String knownHosts,
    @Key("Name of an SSH key that the Windlass worker grants; its own by default.")
        @Matches(Syntax.NAME)
        @Nullable String key) {}
