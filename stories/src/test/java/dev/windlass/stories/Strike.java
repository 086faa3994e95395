package dev.windlass.stories;

import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.drill.DrillWorkflow;
import dev.windlass.workflows.restore.RestoreWorkflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Somebody is killed in the middle of something.
 *
 * @param environment whose database it is about
 * @param phase in which it happens
 * @param since what the time counts from
 * @param into how long after it, in milliseconds
 */
record Strike(Work work, String environment, String phase, Since since, int into) {

  /** What the time counts from. */
  enum Since {
    /** The beginning of the phase. */
    PHASE,
    /** The first rows of a table that is being loaded, which must not have all of them yet. */
    ROWS
  }

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

    /**
     * All that the workflow declares, but for its end and for what only others go through: an
     * {@linkplain #EMERGENCY emergency}, or a drill that {@linkplain #REHEARSING rehearses}.
     * PostgreSQL has nothing to swap, it restores at once.
     */
    Set<String> phases(String environment) {
      Set<String> all = new TreeSet<>();
      Stream.of(declared()).map(WireNames::of).forEach(all::add);
      all.remove("ended");
      all.remove(REHEARSING);
      all.removeAll(EMERGENCY);
      if (environment.equals("staging")) {
        all.remove("swapping");
      }
      return all;
    }

    private Enum<?>[] declared() {
      return switch (this) {
        case BACKUP -> BackupWorkflow.Phase.values();
        case RESTORE -> RestoreWorkflow.Phase.values();
        case DRILL -> DrillWorkflow.Phase.values();
      };
    }

    /** In which the rows of a backup are loaded. */
    private boolean isLoading(String phase) {
      return phase.equals(this == DRILL ? "restoring" : "loading");
    }
  }

  /**
   * Phases of a recovery that leads, in order, which no other restore goes through: parts of it are
   * deployments, and a person is asked.
   */
  static final List<String> EMERGENCY =
      List.of("closing", "deciding", "returning", "verifying", "reopening");

  /** The phase of a drill in which it runs migrations. */
  static final String REHEARSING = "rehearsing";

  private static final int TRIES = 5;

  /**
   * How long rows can be seen flowing at least, and a run be kept at its beginning; milliseconds.
   */
  private static final int HELD = 1000;

  /**
   * All the same for the same seed and the same times; in the first two thirds of a phase, which
   * does not take as long each time. The first one where rows are loaded counts from those.
   *
   * @param took of each phase, how long it took when nobody was killed, in milliseconds
   * @param each how many moments in each phase
   */
  static List<Strike> of(Strike undisturbed, Map<String, Integer> took, Random random, int each) {
    List<Strike> strikes = new ArrayList<>();
    took.forEach((phase, millis) -> {
      for (int i = 0; i < each; i++) {
        boolean rows = i == 0 && undisturbed.work.isLoading(phase);
        boolean held = rows || phase.equals("opening");
        strikes.add(
            new Strike(
                undisturbed.work,
                undisturbed.environment,
                phase,
                rows ? Since.ROWS : Since.PHASE,
                random.nextInt(held ? HELD : Math.max(1, millis * 2 / 3))));
      }
    });
    return strikes;
  }

  /** Nobody is killed. */
  static Strike none(Work work, String environment) {
    return new Strike(work, environment, "", Since.PHASE, 0);
  }

  /** Somebody shoots. */
  interface Shooter {
    /** What shows that it was hit; empty where the phase was over by then. */
    String shoot(Strike aim) throws Exception;
  }

  /**
   * One that hit.
   *
   * @param aim the one that did
   * @param shown what shows it
   * @param tries how many shots it took
   */
  record Hit(Strike aim, String shown, int tries) {}

  /** Aims earlier each time, until the phase was not over; after so many tries it fails. */
  Hit by(Shooter shooter, Random random) throws Exception {
    Strike aim = this;
    for (int tries = 1; tries <= TRIES; tries++) {
      String shown = shooter.shoot(aim);
      if (!shown.isEmpty()) {
        return new Hit(aim, shown, tries);
      }
      aim = aim.earlier(random);
    }
    throw new AssertionError("not hit in %d tries: %s".formatted(TRIES, this));
  }

  private Strike earlier(Random random) {
    return new Strike(work, environment, phase, since, random.nextInt(Math.max(1, into)));
  }

  /** The same work on the other engine. */
  Strike beside() {
    return none(work, environment.equals("production") ? "staging" : "production");
  }

  String workflow() {
    return work.workflow(environment);
  }

  @Override
  public String toString() {
    return "%d ms after the %s of %s in a %s of %s"
        .formatted(
            into,
            since == Since.ROWS ? "first rows" : "beginning",
            phase,
            work.name().toLowerCase(Locale.ROOT),
            environment);
  }
}
