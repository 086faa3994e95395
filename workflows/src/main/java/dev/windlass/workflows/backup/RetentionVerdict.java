package dev.windlass.workflows.backup;

import java.util.List;

/**
 * Which backups stay, and which may go.
 *
 * @param keep newest first
 * @param delete ids, oldest first
 */
public record RetentionVerdict(List<Kept> keep, List<String> delete) {

  public RetentionVerdict {
    keep = List.copyOf(keep);
    delete = List.copyOf(delete);
  }

  /**
   * A backup that stays.
   *
   * @param why at least one reason
   */
  public record Kept(String id, List<Reason> why) {

    public Kept {
      why = List.copyOf(why);
    }
  }

  /**
   * Why a backup stays.
   *
   * @param period the day, week, month or year for which it stands, such as 2026-11-20, 2026-W47,
   *     2026-11, 2026; empty for the other causes
   */
  public record Reason(Cause cause, String period) {

    /** The reason in words: {@code daily of 2026-11-20}. */
    public String sentence() {
      return cause.words + period;
    }
  }

  /** What keeps backups. */
  public enum Cause {
    NEWEST("newest"),
    LAST_DRILLED("passed the last drill that passed"),
    NEWEST_DRILLED("newest that passed a drill"),
    IN_USE("in use by a running workflow"),
    SAFETY("a safety backup stays until somebody removes it"),
    AHEAD("taken later than now: is a clock wrong?"),
    DAILY("daily of "),
    WEEKLY("weekly of "),
    MONTHLY("monthly of "),
    YEARLY("yearly of ");

    private final String words;

    Cause(String words) {
      this.words = words;
    }
  }
}
