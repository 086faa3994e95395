package dev.windlass.workflows.release;

import java.util.List;

/** Which releases may go from a host. */
public final class PruneDecider {

  private PruneDecider() {}

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
