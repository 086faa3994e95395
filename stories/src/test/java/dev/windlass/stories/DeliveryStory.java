package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Visitors.Visit;
import dev.windlass.stories.Windlass.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a shop on eight OpenSSH hosts behind nginx, on MariaDB and a real Temporal, from
 * empty hosts on, chapter by chapter, while visitors come a hundred a second.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryStory {
  private static final int HOSTS = 8;
  private static final int CROWD = Proof.size(5000, 10_000);
  private static final int BAKE = Proof.size(15, 40); // seconds, in which a crowd must have been
  private static final String ATOMIC = "strategy: atomic\n";

  @TempDir static Path folder;
  private static Scene scene;
  private static @Nullable Visitors comers;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "temporal");
    scene = Scene.start(folder, 61, HOSTS);
  }

  @AfterAll
  static void end() throws Exception {
    if (comers != null) {
      comers.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  private static String canary() {
    String net = scene.fleet.webAddresses().getFirst().replaceAll("\\.1$", "");
    return """
    strategy:
      canary:
        hosts: ["%1$s.[1-2]"]
        maxLoad: 1.3
        ramp: [{weight: 10, bake: %2$ds}, {weight: 50, bake: %2$ds, gate: half}, {weight: 100, bake: 3s}]
    gates:
      half: {deadline: 1h, otherwise: reject}
    """
        .formatted(net, BAKE);
  }

  @Test
  @Order(1)
  void theFirstReleaseGoesToEmptyHosts() throws Exception {
    scene.file(ATOMIC);
    expect(0, "setup", "production", "--watch");
    scene.fleet.pointBalancerToWindlass();

    expect(0, "deploy", "production", "--artifact", scene.site.good(1).toString(), "--watch");

    assertThat(live()).hasSize(1);
    assertThat(applied()).containsExactly("1");
    assertThat(Visitors.byVersion(Visitors.crowd(scene.url(), 200, 10))).containsOnlyKeys("1");
    comers = Visitors.at(scene.url(), 100);
  }

  @Test
  @Order(2)
  void anAtomicReleaseSwitchesEveryHostWithoutAnErrorToAnybody() throws Exception {
    long before = System.nanoTime();

    expect(0, "deploy", "production", "--artifact", scene.site.good(2).toString(), "--watch");

    assertThat(live()).hasSize(1);
    List<Visit> visits = visitors().since(before);
    assertUnharmed("an atomic deployment", visits);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("1", "2");
    assertThat(Visitors.byVersion(Visitors.crowd(scene.url(), 200, 10))).containsOnlyKeys("2");
  }

  @Test
  @Order(3)
  void aCanaryGetsItsShareWaitsForAnApprovalAndIsPromoted() throws Exception {
    scene.file(canary());
    long before = System.nanoTime();

    Process watch =
        scene.windlass.begin(
            "deploy", "production", "--artifact", scene.site.good(3).toString(), "--watch");
    try (BufferedReader lines = watch.inputReader(StandardCharsets.UTF_8)) {
      StringBuilder seen = new StringBuilder();
      readUntil(lines, "weight 10", seen);
      assertShare(3, 10);
      readUntil(lines, "weight 50", seen);
      assertShare(3, 50);
      readUntil(lines, "gate half", seen);
      expect(0, "approve", "production", "half", "--yes");
      readUntil(lines, null, seen);
      assertThat(watch.waitFor()).as(seen.toString()).isZero();
    }

    assertThat(live()).hasSize(1);
    assertUnharmed("a canary", visitors().since(before));
    assertThat(Visitors.byVersion(Visitors.crowd(scene.url(), 200, 10))).containsOnlyKeys("3");
  }

  @Test
  @Order(4)
  void aReleaseThatTurnsBadAtHalfTheTrafficIsTakenBackByItself() throws Exception {
    Snapshot before = Snapshot.of(scene.fleet);
    long began = System.nanoTime();

    Said said =
        scene.windlass.run(
            "deploy", "production", "--artifact", scene.site.turnsBad(4).toString(), "--watch");

    assertThat(said.exit()).as(said.text()).isEqualTo(10);
    assertThat(said.text().replaceAll("\\s+", " "))
        .contains("weight 50", "check up failed", "status 500", "during 50 %")
        .containsPattern("expected 200 on 127\\.0\\.61\\.[1-4]");
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    assertThat(applied()).as("undo: keep").containsExactly("1", "2", "3", "4");
    assertThat(visitors().since(began).stream().filter(Visit::failed).toList())
        .allMatch(visit -> visit.version().equals("4"));
    assertThat(Visitors.byVersion(Visitors.crowd(scene.url(), 200, 10))).containsOnlyKeys("3");
  }

  @Test
  @Order(5)
  void aFinishedDeploymentIsRolledBackToTheGoodReleaseBefore() throws Exception {
    String three = live().iterator().next();
    long began = System.nanoTime();

    expect(0, "rollback", "production", "--yes", "--watch");

    assertThat(live()).hasSize(1).doesNotContain(three);
    assertUnharmed("a rollback", visitors().since(began));
    assertThat(Visitors.byVersion(Visitors.crowd(scene.url(), 200, 10))).containsOnlyKeys("2");
    Said refused = scene.windlass.run("rollback", "production", "--to", three, "--yes");
    assertThat(refused.exit()).as(refused.text()).isEqualTo(3);
  }

  @Test
  @Order(6)
  void everyBuildRanOncePerHostAndDeployment() throws Exception {
    for (OpenSshHost host : scene.fleet.web()) {
      List<String> builds = scene.fleet.on(host, "cat /srv/builds").lines().toList();
      assertThat(builds).as(host.address()).hasSize(4).doesNotHaveDuplicates();
    }
  }

  private static Visitors visitors() {
    return Objects.requireNonNull(comers, "the first chapter has not been told");
  }

  private static void expect(int exit, String... arguments) throws Exception {
    Said said = scene.windlass.run(arguments);
    assertThat(said.exit())
        .as(() -> said.text() + "\nworker: " + quietly(() -> scene.windlass.lastOf("worker")))
        .isEqualTo(exit);
  }

  private static void assertShare(int version, int weight) throws Exception {
    double share = Visitors.share(Visitors.crowd(scene.url(), CROWD, 20), version);
    Proof.measured(
        "share at weight %d of %d requests".formatted(weight, CROWD),
        "%.2f %%".formatted(share),
        weight + " ± 2");
    assertThat(share).isCloseTo(weight, within(2.0));
  }

  private static void assertUnharmed(String what, List<Visit> visits) {
    List<Visit> failed = visits.stream().filter(Visit::failed).toList();
    Proof.measured(
        "failed of %d requests during %s".formatted(visits.size(), what), failed.size(), "0");
    assertThat(failed).isEmpty();
  }

  /** What {@code current} points to, over all web hosts. */
  private static Set<String> live() throws Exception {
    Set<String> found = new TreeSet<>();
    for (OpenSshHost host : scene.fleet.web()) {
      String target = scene.fleet.on(host, "readlink /srv/shop/current").strip();
      found.add(target.substring(target.lastIndexOf('/') + 1));
    }
    return found;
  }

  private static List<String> applied() throws Exception {
    return scene
        .database
        .sql(
            "shop",
            "select version from flyway_schema_history where success order by installed_rank")
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[0-9]+"))
        .collect(Collectors.toList());
  }

  private static void readUntil(BufferedReader lines, @Nullable String awaited, StringBuilder seen)
      throws IOException {
    String line = lines.readLine();
    while (line != null) {
      seen.append(line).append('\n');
      if (awaited != null && line.contains(awaited)) {
        return;
      }
      line = lines.readLine();
    }
    assertThat(awaited).as("the watch ended: " + seen).isNull();
  }

  private interface Reading {
    String read() throws IOException;
  }

  private static String quietly(Reading reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
