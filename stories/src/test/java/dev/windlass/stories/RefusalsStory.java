package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Windlass.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is refused says where, what was found, what was expected and what to type next, and all is
 * as before: at once, or after the undo where something had begun. Shown elsewhere: a plan that
 * Temporal would not take ({@code DeploymentDoorTest}), each verb's role ({@code
 * InstructionDoorTest}), four eyes and newer evidence ({@code PeopleTest}), an artifact that
 * arrives broken ({@code OpenSshRemoteHostsTest}), every kind of text in the file ({@code
 * SyntaxTest}, {@code RefusedFilesTest}), a run that was ended from outside ({@link HoldsStory}).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalsStory {
  private static final String ATOMIC = "strategy: atomic\n";
  private static final String GATE =
      ATOMIC + "gates:\n  go: {before: prepare, deadline: 1h, otherwise: reject}\n";
  private static final String FIRST = "127.0.110.1";
  private static final String SECOND = "127.0.110.2";
  private static final String BALANCER = "127.0.110.100";

  @TempDir static Path folder;
  private static Scene scene;
  private static Operator operator;
  private static Attempts attempts;
  private static String waiting = "";
  private static String lookedAt = "";

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "ssh", "mariadbd", "postgres", "temporal");
    scene = Scene.start(folder, 110, 2);
    scene.store.createDatabase("second", "second", "shop");
    operator = new Operator(scene);
    attempts = new Attempts(scene, operator, "second");
    scene.file(ATOMIC);
    operator.expect(0, "setup", "production", "--watch");
    scene.fleet.pointBalancerToWindlass();
    attempts.deploy(0, scene.site.good(1));
  }

  @AfterEach
  void backToTheFile() throws Exception {
    scene.file(ATOMIC);
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void hostsThatCannotBeUsedAreToldAllAtOnce() throws Exception {
    attempts.change(FIRST + ", " + SECOND, FIRST + ", " + SECOND + ", 127.0.110.9, 10.1.2.3");
    attempts.change("shared: [storage/]", "shared: [storage/, config/local.php]");
    String pins = Files.readString(scene.fleet.knownHosts());
    List<String> lines = pins.lines().toList();
    String foreign = lines.get(0).split(" ", 2)[0] + " " + lines.get(1).split(" ", 2)[1];

    attempts.refused(
        () -> {
          Files.writeString(scene.fleet.knownHosts(), pins.replace(lines.get(0), foreign));
          try {
            return attempts.deploy(3, scene.site.good(1));
          } finally {
            Files.writeString(scene.fleet.knownHosts(), pins);
          }
        },
        "refused: 4 problems, nothing changed",
        FIRST + " host key of " + FIRST + ": offers SHA256:",
        "pinned is SHA256:",
        "Then pin the new key in knownHosts",
        SECOND + " /srv/shop/shared/config/local.php is missing → put the file there",
        "127.0.110.9: nothing answers at 127.0.110.9:2222 (Connection refused)",
        "host 10.1.2.3 is not granted to shop production",
        "add this to windlass-worker.yaml:",
        "hosts: [\"10.1.2.3\"]",
        "next: windlass plan production");
  }

  @Test
  @Order(2)
  void aSecretWithoutAGrant() throws Exception {
    attempts.change("{secret: odd}", "{secret: of-others}");
    attempts.refused(
        () -> attempts.deploy(3, scene.site.good(1)),
        "secret of-others is not granted to shop production",
        "→ add this to windlass-worker.yaml:",
        "secrets: [\"of-others\"]",
        "next: windlass plan production");
  }

  @Test
  @Order(3)
  void aDiskThatIsFull() throws Exception {
    OpenSshHost host = scene.fleet.web().getLast();
    scene.fleet.on(host, "cat /dev/zero >/srv/filler 2>/dev/null || true");
    try {
      attempts.refused(
          () -> attempts.deploy(3, scene.site.good(1)),
          SECOND + " /srv/shop has 0 MB free, needs 1 → remove something there");
    } finally {
      scene.fleet.on(host, "rm /srv/filler");
    }
  }

  @Test
  @Order(4)
  void anUploadThatIsNotWhatItsDigestSays() throws Exception {
    String other = "ab".repeat(32);
    List<String> before = attempts.kept();
    attempts.refused(
        () -> Attempts.words(scene.windlass.put("/artifacts/" + other, "text/plain", "release")),
        "content has SHA-256 a4d451ec23463726f72c43d64c710968f6b602cd653b4de8adee1b556240a829",
        "expected " + other,
        "nothing was kept, upload it again");
    assertThat(attempts.kept()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void anArtifactThatWasDamagedAfterItWasPlanned() throws Exception {
    JsonNode plan = attempts.plan(scene.site.good(4));
    String digest = plan.at("/plan/release/digest").asText();
    Path kept = folder.resolve("artifacts").resolve(digest);
    byte[] bytes = Files.readAllBytes(kept);
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept, bytes);

    attempts.refused(
        () -> attempts.deploy(3, plan),
        "release",
        "a damaged file: found digest ",
        "expected " + digest,
        "→ rm " + kept + ", then upload it again: windlass plan … --artifact <file>");
  }

  @Test
  @Order(6)
  void aScriptThatWasChangedAfterItRan() throws Exception {
    String changed = "create table step_1 (id int primary key);\n";
    attempts.refused(
        () ->
            attempts.deploy(
                3, scene.site.with(3, "", Map.of("db/migration/V1__step_1.sql", changed))),
        "migrations",
        "checksum mismatch for migration version 1",
        "Applied to database : ",
        "Resolved locally : ",
        "Either revert the changes to the migration");
  }

  @Test
  @Order(7)
  void aPlanThatWasMadeForAnotherLiveRelease() throws Exception {
    JsonNode plan = attempts.plan(scene.site.good(1));
    String former = attempts.live();
    attempts.deploy(0, scene.site.good(1));
    attempts.refused(
        () -> attempts.deploy(3, plan),
        "plan expected live " + former + ", the hosts have " + attempts.live() + " → plan again",
        "next: windlass plan production");
  }

  @Test
  @Order(8)
  void aSecondDeploymentIsToldWhoHoldsTheLock() throws Exception {
    scene.file(GATE);
    waiting = attempts.untilItsGate();
    String who = operator.running().path("startedBy").asText();
    attempts.refused(
        () -> attempts.deploy(3, scene.site.good(1)),
        "refused: shop production is being changed by " + who + " since ",
        "(deployment " + waiting + ", ",
        "next: windlass status production · windlass abort " + waiting);
    attempts.stillWaits(waiting);
  }

  @Test
  @Order(9)
  void anApprovalByTheWrongRole() throws Exception {
    Said made = scene.windlass.run("token", "create", "--role", "deployer", "machine", "--json");
    String machine = Windlass.json(made.text()).path("secret").asText();
    attempts.refused(
        () -> {
          Said said = scene.windlass.runAs(machine, "approve", "production", "go", "--yes");
          assertThat(said.exit()).as(said.text()).isEqualTo(3);
          return said.text().replaceAll("\\s+", " ");
        },
        "refused: this needs role approver for shop production; machine has deployer for * *",
        "next: ask an admin for role approver");
    attempts.stillWaits(waiting);
  }

  @Test
  @Order(10)
  void whatIsTooMuchToBeSaid() throws Exception {
    String much = "{\"gate\": \"go\", \"reason\": \"" + "x".repeat(300_000) + "\"}";
    attempts.refused(
        () -> attempts.tell(waiting, "approve", much),
        "the body has more than 262144 bytes, which is the limit (windlass.api.max-file)",
        "next: send less, or raise windlass.api.max-file");
    attempts.stillWaits(waiting);
  }

  @Test
  @Order(11)
  void anApprovalThatWasMeantForAnEarlierRun() throws Exception {
    lookedAt = operator.running().path("planHash").asText();
    operator.expect(0, "reject", "production", "go", "--yes");
    operator.awaitEnd("refused");
    String earlier = waiting;
    scene.file(GATE);
    attempts.change("keep: 3", "keep: 4");
    waiting = attempts.untilItsGate();

    attempts.refused(
        () -> operator.expect(3, "approve", earlier, "go", "--yes"),
        "refused: deployment " + earlier + " does not run any more",
        "next: windlass status production");
    attempts.stillWaits(waiting);
  }

  @Test
  @Order(12)
  void anApprovalOfThePlanAsItWasBeforeItChanged() throws Exception {
    String now = operator.running().path("planHash").asText();
    attempts.refused(
        () ->
            attempts.tell(
                waiting, "approve", "{\"gate\": \"go\", \"planHash\": \"" + lookedAt + "\"}"),
        "plan " + lookedAt + " is meant, this run has " + now,
        "next: windlass status production");
    attempts.stillWaits(waiting);

    operator.expect(0, "abort", "production", "--reason", EvilFile.TEXT);
    operator.awaitEnd("aborted");
  }

  @Test
  @Order(13)
  void filesThatMustNotBeRead() throws Exception {
    String good = Files.readString(folder.resolve("windlass.yaml"));
    attempts.unread(
        EvilFile.bomb() + good,
        "aliases that repeat too much; expected at most 20000 values in all");
    attempts.unread(
        good.replace("release:", "relase:"), "4:1 relase: unknown key; did you mean release?");
    attempts.refused(
        () -> attempts.bring(good + "# " + "x".repeat(300_000)),
        " characters; expected at most 262144; is this the right file?");
  }

  @Test
  @Order(14)
  void textThatAShellWouldRun() throws Exception {
    attempts.unread(EvilFile.everywhere(), EvilFile.places());
  }

  @Test
  @Order(15)
  void textIsNeverRunWhereAnyTextIsGood() throws Exception {
    attempts.change("APP_ENV: production\n", "APP_ENV: " + EvilFile.quoted() + "\n");
    scene.edit(text -> text + "    maintenance: {by: balancer}\n");
    attempts.deploy(0, scene.site.good(1), "--revision", EvilFile.TEXT);
    operator.expect(0, "maintenance", "on", "production", "--message", EvilFile.TEXT, "--watch");
    String page = Shell.run("curl", "-s", scene.fleet.url() + "/");
    operator.expect(0, "maintenance", "off", "production", "--watch");

    assertThat(page).contains("x&#36;(touch /srv/pwned)");
    for (OpenSshHost host : scene.fleet.web()) {
      assertThat(Files.readString(host.seen("/srv/shop/current/REVISION")).strip())
          .isEqualTo(EvilFile.TEXT);
      assertThat(host.seen("/srv/pwned")).doesNotExist();
    }
    assertThat(scene.fleet.balancer().seen("/srv/pwned")).doesNotExist();
    assertThat(Path.of("/srv/pwned")).as("on the machine of Windlass itself").doesNotExist();
  }

  @Test
  @Order(16)
  void aWorkerApartWithADatabaseOfItsOwn() throws Exception {
    String own = folder.resolve("own").toString();
    Map<String, String> settings =
        Map.of("WINDLASS_STORE_FILE", own, "WINDLASS_ENGINE", scene.temporal.target());
    attempts.unharmed(
        () -> {
          Said said = scene.windlass.alone(settings, "worker");
          assertThat(said.exit()).as(said.text()).isEqualTo(1);
          return said.text().replaceAll("\\s+", " ");
        },
        "windlass did not start: windlass worker: windlass.store.file names a file that only one",
        "need PostgreSQL. Set windlass.store.postgres.host",
        "or start both roles in one process: windlass up");
    assertThat(Path.of(own + ".mv.db")).doesNotExist();
  }

  @Test
  @Order(17)
  void aBuildThatFillsTheDiskIsTakenBack() throws Exception {
    attempts.change("composer: skip\n", "composer: skip\n  fill: cat /dev/zero > filler\n");
    attempts.takenBack(
        () -> attempts.deploy(10, scene.site.good(1)),
        "rolledBack after ",
        "prepare on " + FIRST + " failed: fill ended with exit 1 and said nothing, or the disk is",
        "too full to keep it",
        "live is " + attempts.live() + " as before",
        "next: windlass logs ");
  }

  @Test
  @Order(18)
  void aScriptThatFailsOnPostgresIsTakenBack() throws Exception {
    scene.useDatabase(scene.store, "second");
    attempts.deploy(0, scene.site.good(1));
    attempts.takenBack(
        () -> attempts.deploy(10, scene.site.halfSchema(2)),
        "migration failed: V2__step_2.sql, statement 2: create table half_2",
        "already exists",
        "live is " + attempts.live() + " as before",
        "next: windlass logs ");
  }

  @Test
  @Order(19)
  void aScriptThatFailsOnMariaDbIsTakenBackOnceAPersonHasPutItInOrder() throws Exception {
    attempts.takenBack(
        () -> {
          String said = attempts.deploy(12, scene.site.halfSchema(2));
          scene.database.sql(
              "shop",
              "drop table half_2; delete from flyway_schema_history where not success;"
                  + " update windlass_migration set script = null");
          operator.expect(0, "undo", "production");
          operator.awaitEnd("rolledBack");
          return said;
        },
        "V2__step_2.sql, statement 2: create table half_2",
        "already exists",
        "Put the schema in order by hand, then: delete from flyway_schema_history where not",
        "success; update windlass_migration set script = null; and retry",
        "choose: windlass retry");
  }

  @Test
  @Order(20)
  void aBalancerWhoseConfigurationIsBroken() throws Exception {
    scene.file(
        """
        strategy:
          canary:
            hosts: ["%s"]
            maxLoad: 2
            ramp: [{weight: 50, bake: 2s}, {weight: 100, bake: 1s}]
        """
            .formatted(FIRST));
    Path broken = scene.fleet.balancer().seen("/srv/etc/windlass/theirs.conf");
    Files.writeString(broken, "this is no configuration;\n");
    try {
      attempts.takenBack(
          () -> attempts.deploy(10, scene.site.good(1)),
          "the balancer refused: " + BALANCER + ": ",
          "unknown directive \"this\" in /srv/etc/windlass/theirs.conf:1",
          "live is " + attempts.live() + " as before",
          "next: windlass logs ");
    } finally {
      Files.delete(broken);
    }
  }
}
