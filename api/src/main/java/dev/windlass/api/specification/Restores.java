package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** How backups of the database come back. */
public record Restores(
    @Key("Private key of age that opens the backups; needed where they are encrypted.")
        @Nullable SecretName identity,
    @Key(
            "What the server of the environment's own database says that it is (of PostgreSQL its system identifier, else server_uid or server_uuid); any other is refused.")
        @Matches(Syntax.DATABASE_SERVER)
        @Nullable String server,
    @Key(
            value =
                "Databases beside the environment's own into which a backup may be restored, by the name that --to takes.",
            byDefault = "{}")
        SequencedMap<@Matches(Syntax.NAME) String, Target> targets) {

  /** A database beside the environment's own. What it holds is replaced. */
  public record Target(
      @Key("mariadb, mysql or postgresql, as the environment's own.") Database database,
      @Key(
              "Host of this environment whose own tools restore it; without it the Windlass worker's do, through the database's tunnel where it has one.")
          @Matches(Syntax.HOST)
          @Nullable String on,
      @Key("What its server says that it is; any other is refused.")
          @Matches(Syntax.DATABASE_SERVER)
          @Nullable String server) {}
}
