package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** Where the code comes from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ReleaseSource.Artifact.class, name = "artifact"),
  @JsonSubTypes.Type(value = ReleaseSource.Existing.class, name = "existing"),
  @JsonSubTypes.Type(value = ReleaseSource.Nothing.class, name = "nothing")
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

  /** Set-up only. */
  record Nothing() implements ReleaseSource {
    @Override
    public String revision() {
      return "";
    }
  }
}
