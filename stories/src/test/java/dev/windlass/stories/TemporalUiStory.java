package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Windlass.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with nothing but the Temporal UI: finds a run, reads what goes on, answers and aborts.
 * With {@code -Dwindlass.pictures=true} it renews the pictures of the guide.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TemporalUiStory {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN = "change/shop/production";
  private static final String OF_SHOP = "`WindlassApplication`=\"shop\"";
  private static final String GATES =
      """
      strategy:
        canary:
          hosts: ["127.0.60.1"]
          maxLoad: 1.3
          ramp:
            - {weight: 10, bake: 5s, gate: ten}
            - {weight: 50, bake: 5s, gate: half}
            - {weight: 100, bake: 3s}
      gates:
        go: {before: migrations, fourEyes: true, accept: code, deadline: 1h}
        look: {before: publish, fourEyes: true, accept: plain, deadline: 1h}
        ten: {accept: plain, deadline: 1h}
        half: {accept: plain, deadline: 1h, otherwise: hold}
      """;
  private static final String LONG_RAMP =
      """
      strategy:
        canary:
          hosts: ["127.0.60.1"]
          maxLoad: 2
          ramp: [{weight: 10, bake: 20m}, {weight: 100, bake: 20m}]
      """;

  @TempDir static Path folder;
  private static Scene scene;
  private static TemporalUi ui;
  private static String lead;
  private static Process watch;
  private static int version;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "temporal", "chromium");
    scene = Scene.start(folder, 60, 4);
    scene.file("strategy: atomic\n");
    expect(0, scene.windlass.run("setup", "production", "--watch"));
    scene.fleet.pointBalancerToWindlass();
    watch = deploy();
    ends(0);
    Said token = scene.windlass.run("token", "create", "lead", "--role", "approver", "--json");
    lead = JSON.readTree(token.text()).path("secret").asText();
    ui = TemporalUi.open(scene.temporal.uiPort().orElseThrow());
  }

  @AfterAll
  static void end() throws Exception {
    if (ui != null) {
      ui.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void findsTheRunAndReadsWhatItWaitsFor() throws Exception {
    scene.file(GATES);
    watch = deploy();

    ui.find(OF_SHOP + " AND `WindlassPhase`=\"waiting\"", RUN, 1);
    ui.find(OF_SHOP, RUN, 3);
    ui.picture("list");
    ui.openFirst(RUN);

    assertThat(ui.awaitDetails("Waits for people: gate go"))
        .contains("shop production", "waiting", "version-2", "then it is rejected")
        .contains("127.0.60.1\tprepared", "127.0.60.4\tprepared")
        .contains("windlass code production go prints for an approver other than admin")
        .contains("abort\t\"why\"\tstops now");
    assertThat(ui.introduction())
        .contains("deployment of shop production version-2")
        .contains("Never Terminate: it undoes nothing");
    assertThat(ui.read("Search Attributes"))
        .contains("WindlassPhase", "waiting", "WindlassStrategy", "canary");
    assertThat(ui.read("User Metadata"))
        .contains("gate go", "prepare 127.0.60.1", "prepare 127.0.60.4");
  }

  @Test
  @Order(2)
  void aSignalThatProvesNobodyDoesNotCountAndThePageSaysSo() throws Exception {
    ui.signal("approve", "\"go\"");
    ui.awaitDetails(
        "approve by somebody (unverified) does not count: gate go does not accept plain signals",
        "Waits for people: gate go");
    ui.pictureOfDetails("waiting");

    Said code = scene.windlass.runAs(lead, "code", "production", "go");
    expect(0, code);
    ui.signal("approve", code.text().replaceAll("(?s).*approve with (\\{.*?\\}).*", "$1"));

    ui.awaitDetails("gate go: approved, 1 of 1 approvals: lead", "Waits for people: gate look");
    ui.signal("approve", "{\"gate\": \"look\", \"by\": \"lead\"}");
    ui.awaitDetails(
        "approve by lead (unverified) does not count: gate look", "Waits for people: gate look");
    expect(0, scene.windlass.runAs(lead, "approve", "production", "look", "--yes"));
  }

  @Test
  @Order(3)
  void approvesByAnEmptySignalAndByASmallOneAndReadsWeightHostsAndVerdicts() throws Exception {
    ui.awaitDetails("Waits for people: gate ten", "Weight 10 % of the traffic on 127.0.60.1");
    ui.signal("approve", "");

    assertThat(ui.awaitDetails("Waits for people: gate half", "Weight 50 %"))
        .contains("127.0.60.1 127.0.60.2", "127.0.60.2\tlive\tjoin", "127.0.60.4\tprepared")
        .contains("up\tpass\tstatus 200", "then it goes on waiting");
    ui.pictureOfDetails("ramp");
    assertThat(ui.read("User Metadata")).contains("gate ten", "gate half");
    ui.fill("approve", "\"half\"");
    ui.picture("approve");
    ui.submit();

    ends(0);
    assertThat(ui.awaitDetails("shop production", "succeeded"))
        .contains("gate half: approved, 1 of 1 approvals: somebody (unverified)")
        .doesNotContain("Send a Signal");
    ui.find(OF_SHOP + " AND `WindlassOutcome`=\"succeeded\"", RUN, 3);
  }

  @Test
  @Order(4)
  void abortsAnotherRunBySignal() throws Exception {
    Snapshot before = Snapshot.of(scene.fleet);
    ramp();

    ui.signal("abort", "\"wrong branch\"");

    ends(11);
    ui.awaitDetails("aborted by somebody (unverified): wrong branch", "127.0.60.1\tundone");
    ui.pictureOfDetails("aborted");
    assertThat(ui.read("Search Attributes")).contains("Failed", "WindlassOutcome", "aborted");
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
  }

  @Test
  @Order(5)
  void theCancellationOfTemporalIsAnAbort() throws Exception {
    Snapshot before = Snapshot.of(scene.fleet);
    ramp();

    ui.requestCancellation();

    ends(11);
    ui.awaitDetails("aborted", "cancelled in Temporal");
    assertThat(ui.read("Search Attributes")).contains("Canceled", "WindlassOutcome", "aborted");
    assertThat(Snapshot.of(scene.fleet)).isEqualTo(before);
    ui.find(OF_SHOP + " AND `WindlassOutcome`=\"aborted\"", RUN, 2);
  }

  @Test
  @Order(6)
  void answersAQuestionAboutALostHost() throws Exception {
    scene.file("strategy: atomic\n");
    OpenSshHost lost = scene.fleet.web().getLast();
    Path builds = lost.seen("/srv/builds");
    int before = Files.readAllLines(builds).size();
    Files.writeString(lost.seen("/srv/slow"), "30");
    watch = deploy();
    ui.find(OF_SHOP + " AND `WindlassPhase`=\"preparing\"", RUN, 1);
    ui.openFirst(RUN);
    ui.awaitDetails(lost.address() + "\trunning\tprepare");
    assertThat(Files.readAllLines(builds)).as("builds begun").hasSize(before + 1);
    scene.fleet.reboot(lost);

    ends(12);
    Files.writeString(lost.seen("/srv/slow"), "0");
    ui.find(OF_SHOP + " AND `WindlassPhase`=\"needsAttention\"", RUN, 1);
    ui.openFirst(RUN);
    assertThat(ui.awaitDetails("prepare on 127.0.60.4 may or may not have run"))
        .contains("retry\t\"127.0.60.4\"\truns the step there again");
    ui.pictureOfDetails("needs-attention");
    ui.signal("retry", "\"127.0.60.4\"");

    ui.awaitDetails("succeeded", "127.0.60.4\tlive");
  }

  /** Another release is in mid-ramp, and its run is open. */
  private static void ramp() throws Exception {
    scene.file(LONG_RAMP);
    watch = deploy();
    ui.find(OF_SHOP + " AND `WindlassPhase`=\"ramping\"", RUN, 1);
    ui.openFirst(RUN);
    ui.awaitDetails("Weight 10 %", "Goes on by itself at");
  }

  private static Process deploy() throws Exception {
    version++;
    String artifact = scene.site.good(version).toString();
    return scene.windlass.begin(
        "deploy",
        "production",
        "--artifact",
        artifact,
        "--revision",
        "version-" + version,
        "--watch");
  }

  private static void ends(int exit) throws Exception {
    String text = new String(watch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    expect(exit, new Said(watch.waitFor(), text));
  }

  private static void expect(int exit, Said said) throws Exception {
    assertThat(said.exit()).as(said.text() + scene.windlass.lastOf("worker")).isEqualTo(exit);
  }
}
