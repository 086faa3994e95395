package dev.windlass.api.planning;

import dev.windlass.api.problem.Refusal;
import dev.windlass.api.problem.Required;
import dev.windlass.api.specification.shape.Syntax;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is to bring about: one of the five. Empty: the file's branch.
 *
 * @param artifact an uploaded release
 * @param revision of the file's repository
 * @param rollback an older release goes live again
 * @param setup true: empty hosts get their directories
 * @param recover what a run that was ended from outside left is cleared away
 * @param maintenance the application is closed to its visitors, or opened
 */
public record PlanRequest(
    @Nullable Upload artifact,
    @Nullable String revision,
    @Nullable Return rollback,
    @Nullable Boolean setup,
    @Nullable Recover recover,
    @Nullable Maintain maintenance) {

  public PlanRequest {
    long asked =
        Stream.of(
                artifact,
                revision,
                rollback,
                Boolean.TRUE.equals(setup) ? setup : null,
                recover,
                maintenance)
            .filter(Objects::nonNull)
            .count();
    if (asked > 1) {
      throw Refusal.badRequest(
          "one of artifact, revision, rollback, setup, recover and maintenance is expected");
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
    return new PlanRequest(null, null, new Return(to), null, null, null);
  }

  /**
   * @param adopt true: what all hosts have stays live; else the ledger's live release comes back
   */
  public record Recover(@Nullable Boolean adopt) {}

  /** Empty hosts get their directories. */
  public boolean setsUp() {
    return Boolean.TRUE.equals(setup);
  }

  public static PlanRequest recovery(boolean adopt) {
    return new PlanRequest(null, null, null, null, new Recover(adopt), null);
  }

  /** Nothing is asked for: the file's branch. */
  public static PlanRequest branch() {
    return new PlanRequest(null, null, null, null, null, null);
  }

  public static PlanRequest maintenance(Maintain maintain) {
    return new PlanRequest(null, null, null, null, null, maintain);
  }

  /**
   * @param on false: open it
   * @param message other words than the file's, or null
   * @param limit another limit than the file's, in seconds; 0: it stays on until a person ends it;
   *     null: the file's
   */
  @Schema(name = "Maintain")
  public record Maintain(boolean on, @Nullable String message, @Nullable Long limit) {
    public Maintain {
      if (message != null && !Syntax.MESSAGE.accepts(message)) {
        throw Refusal.badRequest("message: expected " + Syntax.MESSAGE.words());
      }
      if (limit != null && limit < 0) {
        throw Refusal.badRequest("limit: expected seconds, or 0 for none");
      }
    }
  }
}
