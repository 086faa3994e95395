package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.stories.Strike.Hit;
import dev.windlass.stories.Strike.Since;
import dev.windlass.stories.Strike.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worker is killed at random moments of every phase of a backup, a restore and a drill, over
 * lines that are slow enough for it: each ends by itself as it should, a restore is applied once,
 * nothing is left over. A shot counts only where Temporal says, once the worker is dead, that the
 * phase was not over; else it is aimed earlier and shot again. The moments come from a seed: {@code
 * -Dwindlass.seed=} repeats them; {@code bin/prove backupsKilled} takes three in each phase, and
 * has the same running on the other engine, so that one shot may count for both.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupKilledStory {
  private static final long SEED = Long.getLong("windlass.seed", new Random().nextInt(100_000));
  private static final int LONGEST_AWAY = 1500;

  @TempDir static Path folder;
  private static final Random RANDOM = new Random(SEED);
  private static final Map<Work, Long> SPENT = new EnumMap<>(Work.class);

  /** Moments of the other engine's runs that were hit by shots at one of them. */
  private static final List<String> BESIDE = new ArrayList<>();

  private static SlowRuns runs;

  /** Who is killed, and started again. */
  private enum Victim {
    WORKER,
    TEMPORAL
  }

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "mariadbd", "mariadb", "mariadb-dump", "postgres", "pg_dump");
    RealParts.require("pg_restore", "temporal", "age-keygen", S3Server.PROGRAM);
    Proof.measured("moments", "-Dwindlass.seed=" + SEED, "none");
    runs = SlowRuns.prepared(folder);
  }

  @AfterAll
  static void end() throws Exception {
    SPENT.forEach((work, nanos) ->
        Proof.measured(
            "time of all %s, s".formatted(work.list()),
            TimeUnit.NANOSECONDS.toSeconds(nanos),
            "none"));
    if (runs != null) {
      runs.close();
    }
  }

  /** Found by running each once; in every build one engine each. */
  static List<Strike> strikes() throws Exception {
    List<Strike> strikes = new ArrayList<>();
    for (Work work : Work.values()) {
      List<String> environments =
          Proof.size(0, 1) == 1
              ? SlowRuns.ENVIRONMENTS
              : List.of(work == Work.DRILL ? "staging" : "production");
      for (String environment : environments) {
        Strike none = Strike.none(work, environment);
        long began = System.nanoTime();
        Map<String, Integer> took = undisturbed(none);
        SPENT.merge(work, System.nanoTime() - began, Long::sum);
        Proof.measured(
            "phases of a %s run of %s, ms".formatted(work.list(), environment),
            took,
            "all that the workflow declares");
        assertThat(took.keySet()).containsExactlyInAnyOrderElementsOf(work.phases(environment));
        strikes.addAll(Strike.of(none, took, RANDOM, Proof.size(1, 3)));
      }
    }
    return strikes;
  }

  private static Map<String, Integer> undisturbed(Strike none) throws Exception {
    Set<String> before = runs.ids(none);
    runs.begin(none);
    runs.endsAsItShould(none, before);
    return runs.took(none);
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("strikes")
  void whateverTheWorkerWasDoingEndsAsItShould(Strike strike) throws Exception {
    strike(strike, Victim.WORKER);
  }

  @Order(2)
  @Test
  void theEngineIsKilledInTheMiddleOfADrill() throws Exception {
    strike(
        new Strike(Work.DRILL, "production", "restoring", Since.PHASE, RANDOM.nextInt(1000)),
        Victim.TEMPORAL);
  }

  private static void strike(Strike strike, Victim victim) throws Exception {
    if (strike.since() == Since.PHASE
        && victim == Victim.WORKER
        && BESIDE.remove(place(strike, strike.phase()))) {
      return;
    }
    long began = System.nanoTime();
    Hit hit = strike.by(aim -> once(aim, victim), RANDOM);
    long spent = System.nanoTime() - began;
    SPENT.merge(strike.work(), spent, Long::sum);
    Proof.measured(
        "%s killed %s".formatted(victim.name().toLowerCase(Locale.ROOT), hit.aim()),
        "as it should, %s, try %d, %d s"
            .formatted(hit.shown(), hit.tries(), TimeUnit.NANOSECONDS.toSeconds(spent)),
        "as it should");
  }

  /** What shows that it was hit; empty where it was not. */
  private static String once(Strike strike, Victim victim) throws Exception {
    List<Strike> all = new ArrayList<>(List.of(strike));
    if (Proof.size(0, 1) == 1) {
      all.add(strike.beside());
    }
    List<Set<String>> before = new ArrayList<>();
    for (Strike one : all) {
      before.add(runs.ids(one));
      runs.begin(one);
    }
    String hit = runs.await(strike);
    String beside = "";
    if (!hit.isEmpty()) {
      kill(victim);
      if (victim == Victim.WORKER) {
        hit = runs.phase(strike).equals(strike.phase()) ? hit : "";
        beside = runs.phase(all.getLast());
      }
      TimeUnit.MILLISECONDS.sleep(RANDOM.nextInt(LONGEST_AWAY));
      bringBack(victim);
    }
    runs.quick();
    for (int i = 0; i < all.size(); i++) {
      runs.endsAsItShould(all.get(i), before.get(i));
    }
    if (all.size() > 1 && !beside.isEmpty()) {
      String place = place(all.getLast(), beside);
      BESIDE.add(place);
      Proof.measured("by that shot, worker killed in " + place, "as it should", "as it should");
    }
    return hit;
  }

  private static String place(Strike strike, String phase) {
    return "%s in a %s of %s"
        .formatted(phase, strike.work().name().toLowerCase(Locale.ROOT), strike.environment());
  }

  private static void kill(Victim victim) throws Exception {
    switch (victim) {
      case WORKER -> runs.scene.windlass.killWorker();
      case TEMPORAL -> runs.scene.temporal.kill9();
    }
  }

  private static void bringBack(Victim victim) throws Exception {
    runs.quick();
    switch (victim) {
      case WORKER -> runs.scene.windlass.startWorker();
      case TEMPORAL -> runs.scene.temporal.restart();
    }
  }
}
