package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.sandbox.RealParts;
import dev.windlass.stories.Visitors.Visit;
import dev.windlass.stories.Windlass.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** When visitors are turned away and when not, while they come twenty a second. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MaintenanceStory {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MESSAGE = "Back in a minute";

  /** Where the queue worker works, by the first host; nothing while it rests. */
  private static final String WORKERS =
      "for pid in $(pgrep -F /srv/mails); do readlink /proc/$pid/cwd; done";

  private static final String ALLOWED = "127.0.81.200";
  private static final String STANDARD =
      """
      strategy: {standard: {settle: 1s}}
      backup: {command: date >> /srv/backups}
      maintenance:
        by: balancer
        message: %s
        retryAfter: 90s
        allow: [%s]
        pause: {command: touch /srv/paused}
        resume: {command: rm -f /srv/paused}
      workers:
        mails:
          start: sleep 100000 >/dev/null 2>&1 & echo $! > /srv/mails
          stop: kill "$(cat /srv/mails)" 2>/dev/null || true
          pids: pgrep -F /srv/mails || true
      checks:
        up: {failures: 0}
        outside: {http: /, on: url, status: 200, every: 1s}
      standingWatch: {every: 2s}
      """
          .formatted(MESSAGE, ALLOWED);

  @TempDir static Path folder;

  private static Scene scene;
  private static @Nullable Visitors comers;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "temporal");
    scene = Scene.start(folder, 81, 2);
    scene.file(STANDARD);
    expect(0, "setup", "production", "--watch");
    scene.fleet.pointBalancerToWindlass();
    deploy(0, scene.site.good(1));
    comers = Visitors.at(scene.url(), 20);
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

  @Test
  @Order(1)
  void aStandardReleaseTurnsVisitorsAwayOnlyBetweenOnAndOff() throws Exception {
    long began = System.nanoTime();
    deploy(0, scene.site.good(2));

    List<Visit> visits = visitors().since(began);
    TurnedAway.onceAndInOnePiece(visits, MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("1", "2", "none");
    assertThat(answer("/", null)).startsWith("HTTP/1.1 200");
    assertThat(first("wc -l < /srv/backups")).isEqualTo("1");
    assertThat(first(WORKERS)).isEqualTo(first("readlink -f /srv/shop/current"));
  }

  @Test
  @Order(2)
  void aReleaseThatIsUnwellIsNeverSeenAndTheOldOneIsBack() throws Exception {
    long began = System.nanoTime();
    deploy(10, scene.site.unwell(3));

    List<Visit> visits = visitors().since(began);
    TurnedAway.onceAndInOnePiece(visits, MESSAGE);
    assertThat(Visitors.byVersion(visits)).containsOnlyKeys("2", "none");
    assertThat(answer("/", null)).startsWith("HTTP/1.1 200");
  }

  @Test
  @Order(3)
  void aPersonsMaintenanceLetsTheAllowedPassAndEndsByItselfAlsoAfterAKill() throws Exception {
    expect(
        0,
        "maintenance",
        "on",
        "production",
        "--message",
        "Moving house",
        "--for",
        "20s",
        "--watch");

    assertThat(answer("/", null))
        .startsWith("HTTP/1.1 503")
        .contains("Retry-After: 90", "Moving house");
    assertThat(answer("/", ALLOWED)).startsWith("HTTP/1.1 200");
    assertThat(scene.windlass.run("maintenance", "status", "production").text())
        .contains("maintenance on since", ", until ");
    assertThat(first("ls /srv/paused")).isNotBlank();
    assertThat(first(WORKERS)).isEmpty();

    scene.windlass.killWorker();
    TimeUnit.SECONDS.sleep(1);
    scene.windlass.startWorker();
    await(() -> answer("/", null).startsWith("HTTP/1.1 200"), "the doors to open");
    await(() -> !maintenance().path("on").asBoolean(), "the timer to end");
    assertThat(first("ls /srv/paused 2>/dev/null || true")).isEmpty();
    assertThat(first(WORKERS)).isEqualTo(first("readlink -f /srv/shop/current"));
  }

  @Test
  @Order(4)
  void theTimerWaitsForAChangeThatIsUnderWay() throws Exception {
    expect(0, "maintenance", "on", "production", "--for", "12s", "--watch");
    Files.writeString(scene.fleet.web().getFirst().seen("/srv/slow"), "20");
    deploy(0, scene.site.good(3));
    Files.writeString(scene.fleet.web().getFirst().seen("/srv/slow"), "0");
    await(() -> answer("/", null).startsWith("HTTP/1.1 200"), "the doors to open");
    await(() -> !maintenance().path("on").asBoolean(), "the timer to end");
  }

  @Test
  @Order(5)
  void aDeploymentLeavesClosedWhatAPersonHasClosed() throws Exception {
    expect(0, "maintenance", "on", "production", "--watch");
    long began = System.nanoTime();
    Said said = deploy(0, scene.site.good(4));

    assertThat(said.text().replaceAll("\\s+", " "))
        .contains("maintenance stays on: it was on before")
        .contains("queue workers rest until the maintenance is off");
    assertThat(visitors().since(began)).allMatch(visit -> visit.status() == 503);
    assertThat(first(WORKERS)).isEmpty();
    expect(0, "maintenance", "off", "production", "--watch");
    assertThat(answer("/", null)).startsWith("HTTP/1.1 200");
    assertThat(first(WORKERS)).isEqualTo(first("readlink -f /srv/shop/current"));
  }

  @Test
  @Order(6)
  void aLinkLetsOnePersonPassUntilItIsRevoked() throws Exception {
    Said made = expect(0, "maintenance", "bypass", "add", "production", "anna", "--json");
    String link = JSON.readTree(made.text()).path("link").asText();
    String token = link.replaceFirst(".*=", "");
    String cookie = "windlass_shop=" + token;
    expect(0, "maintenance", "on", "production", "--watch");

    assertThat(Shell.run("curl", "-si", link)).startsWith("HTTP/1.1 302").contains(cookie);
    assertThat(Shell.run("curl", "-si", "-b", cookie, scene.fleet.url() + "/"))
        .startsWith("HTTP/1.1 200");
    assertThat(answer("/", null)).startsWith("HTTP/1.1 503");
    assertThat(scene.windlass.run("maintenance", "bypass", "list", "production").text())
        .contains("anna")
        .doesNotContain(token);

    expect(0, "maintenance", "bypass", "revoke", "production", "anna");
    expect(0, "maintenance", "on", "production", "--watch");
    assertThat(Shell.run("curl", "-si", "-b", cookie, scene.fleet.url() + "/"))
        .startsWith("HTTP/1.1 503");
    expect(0, "maintenance", "off", "production", "--watch");
  }

  @Test
  @Order(7)
  void theBalancerClosesAlsoWhileAHostIsAway() throws Exception {
    scene.fleet.web().getLast().powerOff();
    Said said = expect(0, "maintenance", "on", "production", "--watch");

    assertThat(answer("/", null)).startsWith("HTTP/1.1 503");
    assertThat(said.text())
        .contains(scene.fleet.webAddresses().getLast())
        .contains("when it is back: windlass maintenance on production");
    scene.fleet.reboot(scene.fleet.web().getLast());
    expect(0, "maintenance", "off", "production", "--watch");
    assertThat(answer("/", null)).startsWith("HTTP/1.1 200");
  }

  @Test
  @Order(8)
  void aHalfAppliedSchemaKeepsTheDoorsClosedAndTheStatusSaysWhy() throws Exception {
    deploy(12, scene.site.halfSchema(5));
    assertThat(answer("/", null)).startsWith("HTTP/1.1 503");

    expect(0, "undo", "production");
    await(() -> running().path("reason").asText().contains("undo is incomplete"), "the undo");
    expect(0, "skip", "production");
    await(() -> running().isMissingNode() || running().isNull(), "the run to end");

    assertThat(answer("/", null)).startsWith("HTTP/1.1 503").contains(MESSAGE);
    assertThat(scene.windlass.run("maintenance", "status", "production").text())
        .contains("until a person ends it");
    assertThat(maintenance().path("state").path("why").asText())
        .isIn("the schema may be half applied", "the former release is not back everywhere");
    expect(0, "maintenance", "off", "production", "--watch");
    assertThat(answer("/", null)).startsWith("HTTP/1.1 200");
  }

  @Test
  @Order(9)
  void theStandingWatchAlarmsWhileTheSiteIsBrokenAndHoldsItsTongueInAMaintenance()
      throws Exception {
    await(() -> watch().equals("watching"), "the watch to look again");
    assertThat(scene.windlass.log("worker"))
        .as("closed doors and changes until now")
        .content()
        .doesNotContain("windlass.watch");

    last("mv /srv/shop/current/public/up.php /srv/shop/current/public/up.off");
    await(() -> watch().equals("alarm"), "the alarm");
    assertThat(scene.windlass.run("status", "production").text())
        .contains("watch  every 2 s: up outside")
        .containsPattern("alarm {2}since .* check up failed on " + lastHost() + ": ");

    expect(0, "maintenance", "on", "production", "--watch");
    await(() -> watch().equals("silent"), "the silence");
    expect(0, "maintenance", "off", "production", "--watch");
    await(() -> watch().equals("alarm"), "the alarm of before");

    last("mv /srv/shop/current/public/up.off /srv/shop/current/public/up.php");
    await(() -> watch().equals("watching"), "the end of the alarm");
    assertThat(scene.windlass.run("status", "production").text()).doesNotContain("alarm");
  }

  private static String watch() throws Exception {
    return JSON.readTree(scene.windlass.run("status", "production", "--json").text())
        .path("watch")
        .path("phase")
        .asText();
  }

  private static String lastHost() {
    return scene.fleet.webAddresses().getLast();
  }

  /** By hand, on the last web host. */
  private static void last(String command) throws Exception {
    scene.fleet.on(scene.fleet.web().getLast(), command);
  }

  private static Visitors visitors() {
    return Objects.requireNonNull(comers);
  }

  private static Said deploy(int exit, Path artifact) throws Exception {
    return expect(exit, "deploy", "production", "--artifact", artifact.toString(), "--watch");
  }

  private static Said expect(int exit, String... command) throws Exception {
    if (Set.of("setup", "deploy", "maintenance").contains(command[0])) {
      await(() -> ChangeLock.isFree(scene.temporal), "the run before to end");
    }
    Said said = scene.windlass.run(command);
    assertThat(said.exit()).as(said.text() + scene.windlass.lastOf("worker")).isEqualTo(exit);
    return said;
  }

  /** What the first web host says. */
  private static String first(String command) throws Exception {
    return scene.fleet.on(scene.fleet.web().getFirst(), command).strip();
  }

  /** What a visitor gets, from this address where one is given. */
  private static String answer(String path, @Nullable String from) throws Exception {
    String url = scene.fleet.url() + path;
    return from == null
        ? Shell.run("curl", "-si", url)
        : Shell.run("curl", "-si", "--interface", from, url);
  }

  private static JsonNode maintenance() throws Exception {
    return JSON.readTree(
        scene.windlass.run("maintenance", "status", "production", "--json").text());
  }

  private static JsonNode running() throws Exception {
    return JSON.readTree(scene.windlass.run("status", "production", "--json").text())
        .path("running");
  }

  private static void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
