package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Visitors.Visit;
import dev.windlass.stories.Windlass.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laravel closed by its own command and by a file, as docs/php.md says; its queue workers restarted
 * by its own command, and the crontab of one host, which rests meanwhile.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestingStory {

  private static final String MESSAGE = "Back at nine";
  private static final String CLOSED = "HTTP/1.1 503";
  private static final String OPEN = "HTTP/1.1 200";
  private static final String ALLOWED = "127.0.75.200";
  private static final String STRANGER = "127.0.75.201";
  private static final String SUPERVISOR = "/etc/supervisor/conf.d/shop.conf";
  private static final Pattern ENDED =
      Pattern.compile("exited: shop-mails (exit status 0; expected)", Pattern.LITERAL);
  private static final String RESTS = "#windlass paused: ";
  private static final String CRONTAB =
      """
      # The shop's own, by hand.
      MAILTO=""
      * * * * * cd /var/www/shop/current && date >> /var/www/shop/shared/ticks
      \t15 3 1 1 *  php /var/www/shop/current/artisan about "a\\tb" '\\%'  # once a year

      0 5 1 1 * /bin/true /var/www/shop-of-others/current


      """;

  @TempDir static Path folder;
  private static PhpScene scene;
  private static ClosableShop shop;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php", "php-fpm8.2", "ssh", "sudo", "mariadbd", "temporal");
    RealParts.require("supervisord", "systemctl", "dbus-daemon", "cron", "crontab");
    RealParts.requireFiles(
        "/usr/share/php/Illuminate/autoload.php", "/etc/php/8.2/mods-available/pdo_mysql.ini");
    scene = PhpScene.start(folder, 75, 2);
    shop = new ClosableShop(scene.shop, scene.page);
    scene.fleet.onWeb(scene.page.text("sh", "on every web host, as root"));
    Files.writeString(queue().seen(SUPERVISOR), scene.page.text("ini", SUPERVISOR));
    Files.writeString(queue().seen("/srv/table"), CRONTAB);
    onQueue("crontab -u deploy /srv/table && systemctl daemon-reload");
    onQueue("systemctl start supervisor cron");
    file("down", "restart", "cron");
    expect(0, "setup", "production", "--watch");
    deploy(0, shop.good(1));
    onQueue("supervisorctl start shop-mails:");
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void aReleaseBehindLaravelsOwnDoorsTurnsVisitorsAwayOnlyBetweenDownAndUp() throws Exception {
    List<List<Visit>> visits = visitedDuring(() -> deploy(0, shop.good(2)));

    for (List<Visit> ofOneHost : visits) {
      TurnedAway.onceAndInOnePiece(ofOneHost, MESSAGE);
      assertThat(Visitors.byVersion(ofOneHost)).containsOnlyKeys("1", "2", "none");
    }
    assertEveryHostAnswers(OPEN, "version 2 of 2");
    assertThat(table()).isEqualTo(CRONTAB);
  }

  @Test
  @Order(2)
  void aPersonClosesLaravelByItsCommandAndJobsWaitUntilItIsOpen() throws Exception {
    expect(0, "maintenance", "on", "production", "--message", "Moving house, it's late", "--watch");
    expect(0, "maintenance", "on", "production", "--watch");
    sendJob("closed");

    assertEveryHostAnswers(CLOSED, "Retry-After: 90", "Moving house, it&#039;s late");
    assertThat(answer(web().getFirst(), "/up", STRANGER)).startsWith(OPEN);
    assertThat(text(expect(0, "maintenance", "status", "production")))
        .contains("maintenance on since");
    assertThat(text(expect(3, "maintenance", "bypass", "add", "production", "anna")))
        .contains("knows no links of single persons");
    TimeUnit.SECONDS.sleep(4);
    assertThat(jobs()).doesNotContain("closed");

    expect(0, "maintenance", "off", "production", "--watch");
    assertEveryHostAnswers(OPEN, "version 2 of 2");
    await(() -> jobs().contains("closed ends 2"), "the job that waited");
  }

  @Test
  @Order(3)
  void aFailedReleaseLeavesTheDoorsClosedWhereTheFileSaysSoUntilAPersonOpensThem()
      throws Exception {
    edit(text -> text.replace("strategy: standard", "strategy: {standard: {onFailure: keep}}"));
    String live = scene.live(scene.shop).toString();
    List<String> said = new ArrayList<>();

    List<List<Visit>> visits = visitedDuring(() -> said.add(text(deploy(10, shop.unwell(3)))));

    assertThat(said.getFirst())
        .contains("maintenance stays on: the deployment failed, and onFailure is keep")
        .contains("to open: windlass maintenance off production");
    assertThat(scene.live(scene.shop)).hasToString(live);
    for (List<Visit> ofOneHost : visits) {
      assertThat(Visitors.byVersion(ofOneHost)).containsOnlyKeys("2", "none");
      assertThat(ofOneHost.getLast().status()).isEqualTo(503);
    }
    assertEveryHostAnswers(CLOSED, MESSAGE);
    assertThat(text(expect(0, "maintenance", "status", "production")))
        .contains("the deployment failed, and onFailure is keep");
    assertThat(table()).contains(RESTS);

    expect(0, "maintenance", "off", "production", "--watch");
    assertEveryHostAnswers(OPEN, "version 2 of 2");
    assertThat(table()).isEqualTo(CRONTAB);
  }

  @Test
  @Order(4)
  void aReleaseBehindAFileTurnsVisitorsAwayOnceAndInOnePiece() throws Exception {
    file("file", "restart");
    edit(text -> text.replace("[10.0.0.7]", "[127.0.0.1, %s]".formatted(ALLOWED)));

    List<List<Visit>> visits = visitedDuring(() -> deploy(0, shop.good(4)));

    for (List<Visit> ofOneHost : visits) {
      TurnedAway.onceAndInOnePiece(ofOneHost, MESSAGE);
      assertThat(Visitors.byVersion(ofOneHost)).containsOnlyKeys("2", "4", "none");
    }
    assertEveryHostAnswers(OPEN, "version 4 of 4");
  }

  @Test
  @Order(5)
  void aFileLetsTheAllowedPassAndOnePersonUntilTheLinkIsRevoked() throws Exception {
    Said made = expect(0, "maintenance", "bypass", "add", "production", "anna", "--json");
    String token = Windlass.json(made.text()).path("link").asText().replaceFirst(".*=", "");
    expect(0, "maintenance", "on", "production", "--watch");

    assertEveryHostAnswers(CLOSED, "Retry-After: 90", MESSAGE);
    assertThat(answer(web().getLast(), "/", ALLOWED)).startsWith(OPEN);
    assertThat(answer(web().getFirst(), "/?windlass=" + token, STRANGER))
        .startsWith(OPEN)
        .contains("Set-Cookie: windlass=" + token);
    assertThat(withCookie(token)).startsWith(OPEN);
    assertThat(maintenanceFile()).contains("anna").doesNotContain(token);

    expect(0, "maintenance", "bypass", "revoke", "production", "anna");
    expect(0, "maintenance", "on", "production", "--watch");
    assertThat(withCookie(token)).startsWith(CLOSED);
    expect(0, "maintenance", "off", "production", "--watch");
    assertEveryHostAnswers(OPEN, "version 4 of 4");
    assertThat(maintenanceFile()).isBlank();
  }

  @Test
  @Order(6)
  void workersAreRestartedByLaravelsOwnCommandAndJobsEndWhereTheyBegan() throws Exception {
    file("proof", "restart", "cron");
    String before = worker();
    long began = Long.parseLong(onQueue("tr -d . < /proc/uptime | cut -d ' ' -f 1").strip());
    long ended =
        ENDED.matcher(onQueue("cat /var/log/supervisor/supervisord.log")).results().count();
    Jobs jobs = Jobs.feed(scene.fleet, scene.shop, "restart");

    deploy(0, shop.good(5));

    Map<String, String> workedOff = jobs.workedOff();
    assertThat(workedOff.values()).contains("4", "5");
    assertThat(workedOff.values()).last().isEqualTo("5");
    String now = worker();
    assertThat(now).isNotEqualTo(before);
    assertThat(Long.parseLong(onQueue("cut -d ' ' -f 22 /proc/%s/stat".formatted(now)).strip()))
        .isGreaterThan(began);
    assertThat(onQueue("readlink /proc/%s/cwd".formatted(now)))
        .isEqualTo(onQueue("readlink -f /var/www/shop/current"));
    String log = onQueue("cat /var/log/supervisor/supervisord.log");
    assertThat(ENDED.matcher(log).results().count()).as("ended by themselves").isGreaterThan(ended);
    assertThat(log).as("nobody else stops them").doesNotContain("stopped: shop-mails");
  }

  @Test
  @Order(7)
  void timedJobsOfTheOneHostRestWhileTheSchemaChanges() throws Exception {
    Process deploying = scene.windlass.begin(deploying(shop.slowMigration(6)));
    await(() -> scene.database.sql("shop", "show tables").contains("resting"), "the migration");

    assertTimedJobsRest();
    String said = new String(deploying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(deploying.waitFor()).as(said).isZero();
    assertThat(table()).isEqualTo(CRONTAB);
  }

  @Test
  @Order(8)
  void timedJobsOfTheOneHostRestBehindClosedDoorsAndComeBackByteForByte() throws Exception {
    file("down", "restart", "cron");
    await(() -> ticks() > 0, "cron's first tick");
    expect(0, "maintenance", "on", "production", "--watch");

    assertTimedJobsRest();
    int ticked = ticks();
    TimeUnit.SECONDS.sleep(60 - Instant.now().getEpochSecond() % 60 + 5);
    assertThat(ticks()).as("what cron began meanwhile").isEqualTo(ticked);
    expect(0, "maintenance", "off", "production", "--watch");
    assertThat(table()).isEqualTo(CRONTAB);
    await(() -> ticks() > ticked, "cron's next tick");
  }

  private static void assertTimedJobsRest() throws Exception {
    assertThat(table().lines().filter(line -> line.startsWith(RESTS)))
        .hasSize(2)
        .allMatch(line -> line.contains("/var/www/shop/current"));
    assertThat(table().replace(RESTS, "")).isEqualTo(CRONTAB);
    for (OpenSshHost host : web()) {
      assertThat(scene.fleet.on(host, "crontab -u deploy -l || :")).startsWith("no crontab");
    }
  }

  private static void assertEveryHostAnswers(String status, String... texts) throws Exception {
    for (OpenSshHost host : web()) {
      assertThat(answer(host, "/", STRANGER)).startsWith(status).contains(texts);
    }
  }

  /** What strangers saw of each web host meanwhile, by when they came. */
  private static List<List<Visit>> visitedDuring(Act act) throws Exception {
    List<Visitors> comers =
        web().stream()
            .map(host -> Visitors.from(STRANGER, scene.shop.at(host.address(), "/"), 20))
            .toList();
    try {
      TimeUnit.SECONDS.sleep(1);
      act.run();
      TimeUnit.SECONDS.sleep(1);
    } finally {
      comers.forEach(Visitors::close);
    }
    return comers.stream()
        .map(visitors ->
            visitors.all().stream()
                .sorted((one, other) -> Long.compare(one.began(), other.began()))
                .toList())
        .toList();
  }

  /** The page's file with these parts of the page. */
  private static void file(String... parts) throws Exception {
    scene.file(scene.shop, parts);
  }

  private static void edit(UnaryOperator<String> change) throws Exception {
    Path file = folder.resolve("windlass.yaml");
    Files.writeString(file, change.apply(Files.readString(file)));
  }

  private static Said deploy(int exit, Path artifact) throws Exception {
    return expect(exit, deploying(artifact));
  }

  private static String[] deploying(Path artifact) {
    return new String[] {"deploy", "production", "--artifact", artifact.toString(), "--watch"};
  }

  private static Said expect(int exit, String... command) throws Exception {
    await(() -> ChangeLock.isFree(scene.temporal), "the run before to end");
    return scene.expect(exit, command);
  }

  /** On one line, however wide the terminal is. */
  private static String text(Said said) {
    return said.text().replaceAll("\\s+", " ");
  }

  private static void sendJob(String name) throws Exception {
    onQueue(
        "sudo -u deploy sh -c 'cd /var/www/shop/current && php artisan shop:note %s'"
            .formatted(name));
  }

  /** What jobs noted of themselves. */
  private static String jobs() throws Exception {
    return onQueue("cat /var/www/shop/shared/storage/app/jobs 2>/dev/null || :");
  }

  private static String worker() throws Exception {
    return onQueue("supervisorctl pid shop-mails").strip();
  }

  /** The one crontab, of the user who delivers, on the one host. */
  private static String table() throws Exception {
    return onQueue("crontab -u deploy -l");
  }

  /** How often cron ran what is there each minute. */
  private static int ticks() throws Exception {
    return Integer.parseInt(onQueue("cat /var/www/shop/shared/ticks 2>/dev/null | wc -l").strip());
  }

  private static String maintenanceFile() throws Exception {
    return scene.fleet.on(
        web().getLast(), "cat /var/www/shop/shared/maintenance.json 2>/dev/null || :");
  }

  private static String answer(OpenSshHost host, String path, String from) throws Exception {
    String url = scene.shop.at(host.address(), path).toString();
    return Shell.run("curl", "-si", "--interface", from, url);
  }

  private static String withCookie(String token) throws Exception {
    String url = scene.shop.at(web().getLast().address(), "/").toString();
    return Shell.run("curl", "-si", "--interface", STRANGER, "-b", "windlass=" + token, url);
  }

  private static List<OpenSshHost> web() {
    return scene.fleet.web();
  }

  private static OpenSshHost queue() {
    return scene.fleet.queue();
  }

  private static String onQueue(String command) throws Exception {
    return scene.fleet.on(queue(), command);
  }

  private static void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for " + what).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private interface Act {
    void run() throws Exception;
  }
}
