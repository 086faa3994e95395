package dev.windlass.workflows.plan;

import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.Problem;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another environment has passed the very same artifact first: a deployment of it succeeded there,
 * with its checks.
 *
 * @param environment of the same application
 * @param within longest time since that deployment ended
 */
public record Passed(String environment, Duration within) {

  /**
   * What the ledger knows of an artifact in that environment.
   *
   * @param number of the newest deployment of it that succeeded; 0 for none
   * @param at when that ended; null for none
   * @param bad its release was taken back and marked bad since
   * @param live revision of the release that is live there, or null
   */
  public record Seen(long number, @Nullable Instant at, boolean bad, @Nullable String live) {}

  private static final int SHORT_DIGEST = 12;

  /** What speaks against going on, or null. */
  public @Nullable Problem problem(ReleaseSource.Artifact artifact, Seen seen, Instant now) {
    String objection = objection(seen, now);
    return objection == null
        ? null
        : new Problem(
            "passed",
            "%s: artifact %s of %s %s; live there is %s"
                .formatted(
                    environment,
                    artifact.digest().substring(0, SHORT_DIGEST),
                    artifact.revision(),
                    objection,
                    seen.live() == null ? "nothing" : seen.live()),
            "windlass deploy %s with the same artifact, then plan again".formatted(environment));
  }

  private @Nullable String objection(Seen seen, Instant now) {
    Instant at = seen.at();
    if (at == null) {
      return "has not passed, expected within " + Words.of(within);
    }
    if (seen.bad()) {
      return "passed in deployment %d, and was marked bad since".formatted(seen.number());
    }
    Duration age = Duration.between(at, now);
    return age.compareTo(within) > 0
        ? "passed %s ago in deployment %d, expected within %s"
            .formatted(Words.of(age), seen.number(), Words.of(within))
        : null;
  }
}
