package dev.windlass.api.planning;

import dev.windlass.api.problem.Refusal;
import dev.windlass.api.problem.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is to bring about: one of the four. Empty: the file's branch.
 *
 * @param artifact an uploaded release
 * @param revision of the file's repository
 * @param rollback an older release goes live again
 * @param setup true: empty hosts get their directories
 */
public record PlanRequest(
    @Nullable Upload artifact,
    @Nullable String revision,
    @Nullable Return rollback,
    @Nullable Boolean setup) {

  public PlanRequest {
    long asked =
        Stream.of(artifact, revision, rollback, Boolean.TRUE.equals(setup) ? setup : null)
            .filter(Objects::nonNull)
            .count();
    if (asked > 1) {
      throw Refusal.badRequest("one of artifact, revision, rollback and setup is expected");
    }
  }

  /**
   * @param digest lower-case hex SHA-256
   * @param revision what it was built from, or null: the beginning of the digest
   */
  public record Upload(String digest, @Nullable String revision) {
    public Upload {
      Required.field("artifact.digest", digest);
    }
  }

  /**
   * @param to id of a release, or null for the newest good one before the live one
   */
  @Schema(name = "Return")
  public record Return(@Nullable String to) {}

  public static PlanRequest rollback(@Nullable String to) {
    return new PlanRequest(null, null, new Return(to), null);
  }
}
