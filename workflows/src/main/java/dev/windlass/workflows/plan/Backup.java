package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.contract.Words;
import dev.windlass.workflows.fleet.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is backed up before anything changes.
 *
 * @param host name of the host on which the user's own command runs, in the live release's
 *     directory; null where there is none
 * @param command the user's own, a snapshot perhaps; null exactly where {@code host} is
 * @param own Windlass's own; null where the file asks for none
 */
public record Backup(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String host,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable HostCommand command,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Own> own) {

  public Backup {
    own = own == null ? null : List.copyOf(own);
  }

  /** By a command of the user's alone. */
  public Backup(String host, HostCommand command) {
    this(host, command, null);
  }

  /** Windlass's own; none where the file asks for none. */
  public List<Own> owned() {
    return Objects.requireNonNullElse(own, List.of());
  }

  /**
   * One that Windlass takes.
   *
   * @param youngerThan age below which the newest that is there will do; null: one is always taken
   * @param otherwise what becomes of the deployment where the newest is older, or there is none
   */
  public record Own(BackupPlan plan, @Nullable Duration youngerThan, Otherwise otherwise) {

    /** By so much two clocks may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    /** Of what: {@code database} or {@code files}. */
    public String kind() {
      return plan.source().kind();
    }

    /**
     * Why the newest will not do, in words; null where it will. A clock that was wrong does not
     * keep a backup young.
     *
     * @param newest that is whole in some store, or null where there is none
     */
    public @Nullable String objection(@Nullable Newest newest, Instant now) {
      if (youngerThan == null) {
        return "a new one is wanted";
      }
      String limit = Words.of(youngerThan);
      if (newest == null) {
        return "there is none, one younger than %s is expected".formatted(limit);
      }
      Duration age = Duration.between(newest.takenAt(), now);
      if (age.plus(SKEW).isNegative()) {
        return "the newest, %s, was taken later than now: is a clock wrong?".formatted(newest.id());
      }
      return age.compareTo(youngerThan) < 0
          ? null
          : "the newest, %s, is %s old, younger than %s is expected"
              .formatted(newest.id(), Words.of(age), limit);
    }

    /** The problem of a plan that changes nothing without one that is young enough. */
    public Problem problem(String objection) {
      return new Problem(
          "backup of the " + kind(),
          objection,
          "windlass backup " + plan.environment() + (kind().equals("database") ? "" : " --files"));
    }
  }

  /**
   * The newest backup that is whole in some store.
   *
   * @param takenAt when its source began to be read
   */
  public record Newest(String id, Instant takenAt) {}

  /** What becomes of a deployment without a backup that is young enough. */
  public enum Otherwise {
    /** It takes one. */
    @JsonProperty("take")
    TAKE,
    /** It changes nothing. */
    @JsonProperty("refuse")
    REFUSE
  }
}
