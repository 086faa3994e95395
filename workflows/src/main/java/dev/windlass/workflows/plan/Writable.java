package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Directories of a release in which somebody else than the user of SSH writes, the web server's
 * user say.
 *
 * @param by a Unix user; where {@link How#GROUP} is the way, a group
 * @param paths inside the release, without leading or trailing slash; a shared one is meant where
 *     the release links to it
 */
public record Writable(String by, How how, List<String> paths) {

  public Writable {
    paths = List.copyOf(paths);
  }

  /** By what means. */
  public enum How {
    /** Access control lists; what is made later inherits them, so umasks do not matter. */
    @JsonProperty("acl")
    ACL,
    /** The group owns them; what is made later inherits the group, not what it may. */
    @JsonProperty("group")
    GROUP
  }
}
