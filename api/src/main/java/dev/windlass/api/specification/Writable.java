package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who else writes in directories of the release, and by what right. */
public record Writable(
    @Key(
            "Unix user who writes there beside ssh.user, e.g. www-data; with how: group, a group. Left out, nobody does.")
        @Matches(Syntax.USER)
        @Nullable String by,
    @Key(
            value =
                "By access control lists that later files inherit (acl; needs setfacl on the hosts), by the group, which ssh.user must belong to (group), or not at all (none).",
            byDefault = "acl")
        How how,
    @Key(
            value =
                "Directories inside the release; one of shared is meant where the release links to it.",
            byDefault = "[]")
        List<@Matches(Syntax.SHARED_PATH) String> paths) {

  /** By what means. */
  public enum How {
    ACL,
    GROUP,
    NONE
  }
}
