package dev.windlass.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * The worker is killed in the middle of something.
 *
 * @param environment whose database it is about
 * @param phase in which it happens
 * @param into how long after the phase has begun, in milliseconds
 */
record Strike(Work work, String environment, String phase, int into) {

  /** What the worker is doing. */
  enum Work {
    BACKUP("backup/shop/%s/database", "backups"),
    RESTORE("change/shop/%s", "restores"),
    DRILL("drill/shop/%s", "drills");

    private final String workflow;
    private final String list;

    Work(String workflow, String list) {
      this.workflow = workflow;
      this.list = list;
    }

    /** Id of its run in Temporal. */
    String workflow(String environment) {
      return workflow.formatted(environment);
    }

    /** What REST calls all of them. */
    String list() {
      return list;
    }
  }

  /**
   * All the same for the same seed and the same times; in the first two thirds of a phase, which
   * does not take as long each time.
   *
   * @param took of each phase, how long it took when nobody was killed, in milliseconds
   * @param each how many moments in each phase
   */
  static List<Strike> of(Strike undisturbed, Map<String, Integer> took, Random random, int each) {
    List<Strike> strikes = new ArrayList<>();
    took.forEach((phase, millis) -> {
      for (int i = 0; i < each; i++) {
        strikes.add(
            new Strike(
                undisturbed.work, undisturbed.environment, phase, random.nextInt(millis * 2 / 3)));
      }
    });
    return strikes;
  }

  /** Nobody is killed. */
  static Strike none(Work work, String environment) {
    return new Strike(work, environment, "", 0);
  }

  String workflow() {
    return work.workflow(environment);
  }

  @Override
  public String toString() {
    return "worker killed %d ms after the beginning of %s in a %s of %s"
        .formatted(into, phase, work.name().toLowerCase(Locale.ROOT), environment);
  }
}
