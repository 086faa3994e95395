package dev.windlass.workflows.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which releases may go from a host. */
public final class PruneDecider {

  /** So many folders of jobs may lie on a host: what went on there can be read by hand. */
  static final int MOST_JOBS = 50;

  private PruneDecider() {}

  /**
   * Whether what jobs of earlier changes left is to go from a host.
   *
   * @param jobs how many have left something there, or null where nobody counted
   */
  public static boolean crowded(@Nullable Integer jobs) {
    return jobs != null && jobs > MOST_JOBS;
  }

  /**
   * @param onDisk ids, oldest first
   * @param keep how many are to stay, the protected ones included
   * @param never ids that stay whatever their age: the live one, the former good one
   * @return ids to remove, oldest first
   */
  public static List<String> removable(List<String> onDisk, int keep, List<String> never) {
    List<String> loose = onDisk.stream().filter(id -> !never.contains(id)).toList();
    int guarded = onDisk.size() - loose.size();
    int stay = Math.max(0, keep - guarded);
    return loose.subList(0, Math.max(0, loose.size() - stay));
  }
}
