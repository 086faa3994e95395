package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the code comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReleaseSource.Artifact.class, name = "artifact"),
  @JsonSubTypes.Type(value = ReleaseSource.Existing.class, name = "existing"),
  @JsonSubTypes.Type(value = ReleaseSource.Nothing.class, name = "nothing"),
  @JsonSubTypes.Type(value = ReleaseSource.Recovered.class, name = "recovered")
})
public sealed interface ReleaseSource {

  /** Immutable id of the source (a commit, or the digest's beginning where none is known). */
  String revision();

  /**
   * A file in the artifact store.
   *
   * @param digest lower-case hex SHA-256
   * @param bytes size
   * @param form how it is packed
   */
  record Artifact(String digest, long bytes, ArchiveForm form, String revision)
      implements ReleaseSource {}

  /**
   * A release that the hosts still have.
   *
   * @param release its id, the name of its directory
   * @param replaces the release that is live now and becomes bad
   * @param schemaKept why the schema stays as it is although migrations are declared; null where
   *     none are, or where the plan's migrations are taken down
   */
  record Existing(String release, String revision, String replaces, @Nullable String schemaKept)
      implements ReleaseSource {}

  /**
   * What runs that were ended from outside left half done is brought to one known release.
   *
   * @param release its id, on every host's disk; empty when none is to be live
   * @param left those runs, oldest first
   */
  record Recovered(String release, String revision, List<Left> left) implements ReleaseSource {
    public Recovered {
      left = List.copyOf(left);
    }
  }

  /**
   * A run that was ended from outside and could not take anything back.
   *
   * @param number ends the id of its release
   * @param migrations what it may have been doing to the schema, or null
   * @param artifact it was about, or null
   */
  record Left(
      String deployment,
      long number,
      @Nullable Migrations migrations,
      @Nullable Artifact artifact) {
    /** Whether this id is that of the release which it made. */
    public boolean made(String release) {
      return release.endsWith("-" + number);
    }
  }

  /** Set-up only. */
  record Nothing() implements ReleaseSource {
    @Override
    public String revision() {
      return "";
    }
  }
}
