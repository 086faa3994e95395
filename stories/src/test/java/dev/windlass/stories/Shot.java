package dev.windlass.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Somebody is shot in the middle of a deployment.
 *
 * @param into how long after the phase has begun, in milliseconds
 * @param away how long until it is started again, in milliseconds
 */
record Shot(Moment moment, Victim victim, int into, int away) {
  private static final int LONGEST_AWAY = 3000;

  /** The phase in which it happens, and how long the phase takes at least, in seconds. */
  enum Moment {
    PREPARE("preparing", 6),
    MIGRATE("migrating", 4),
    PUBLISH("publishing", 4),
    RAMP("ramping", 6),
    UNDO("undoing", 4);

    private final String phase;
    private final int seconds;

    Moment(String phase, int seconds) {
      this.phase = phase;
      this.seconds = seconds;
    }

    String phase() {
      return phase;
    }

    int seconds() {
      return seconds;
    }
  }

  /** Who is shot. */
  enum Victim {
    WORKER,
    API,
    TEMPORAL
  }

  /**
   * All the same for the same seed.
   *
   * @param each how many moments for each victim in each phase; 0 for one victim a phase, in turn
   */
  static List<Shot> of(long seed, int each) {
    Random random = new Random(seed);
    Victim[] victims = Victim.values();
    int turn = random.nextInt(victims.length);
    List<Shot> shots = new ArrayList<>();
    for (Moment moment : Moment.values()) {
      for (Victim victim : victims) {
        for (int i = 0; i < each; i++) {
          shots.add(at(moment, victim, random));
        }
      }
      if (each == 0) {
        shots.add(at(moment, victims[turn++ % victims.length], random));
      }
    }
    return shots;
  }

  private static Shot at(Moment moment, Victim victim, Random random) {
    return new Shot(
        moment, victim, random.nextInt(moment.seconds() * 1000), random.nextInt(LONGEST_AWAY));
  }

  @Override
  public String toString() {
    return "%s shot %d ms after the beginning of %s, away for %d ms"
        .formatted(victim.name().toLowerCase(java.util.Locale.ROOT), into, moment.phase(), away);
  }
}
