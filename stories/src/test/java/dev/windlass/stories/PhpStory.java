package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.stories.Windlass.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Laravel and Symfony, delivered as docs/php.md says, under php-fpm with OPcache on hosts with
 * systemd; while visitors come, some of whom wait three seconds for their answer, and jobs are
 * worked off under supervisor and systemd.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PhpStory {
  private static final int HOSTS = Proof.size(2, 4);
  private static final int PER_SECOND = Proof.size(20, 100);
  private static final String[] SHOP = {"proof", "supervisor", "balancer", "canary"};
  private static final String[] INTRANET = {"proof", "systemd", "balancer", "canary"};

  @TempDir static Path folder;
  private static PhpScene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require(
        "nginx", "php", "php-fpm8.2", "composer", "ssh", "sudo", "mariadbd", "temporal");
    RealParts.require("supervisord", "systemctl", "dbus-daemon");
    RealParts.requireFiles(
        "/usr/share/php/Illuminate/autoload.php",
        "/usr/share/php/Symfony/Bundle/FrameworkBundle/autoload.php",
        "/usr/share/php/Symfony/Component/Dotenv/autoload.php",
        "/usr/share/php/Symfony/Component/Messenger/autoload.php",
        "/etc/php/8.2/mods-available/pdo_mysql.ini");
    scene = PhpScene.start(folder, 70, HOSTS);
    keepWorkers();
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  private static void keepWorkers() throws Exception {
    OpenSshHost queue = scene.fleet.queue();
    for (String file :
        List.of(
            "/etc/supervisor/conf.d/shop.conf", "/etc/systemd/system/intranet-messenger.service")) {
      Files.writeString(queue.seen(file), scene.page.text("ini", file));
    }
    scene.fleet.on(queue, "systemctl daemon-reload && systemctl start supervisor");
  }

  @Test
  @Order(1)
  void laravelComesToEmptyHostsByTenLinesOnceAReloadCutsNobodyOff() throws Exception {
    scene.file(scene.shop);
    scene.expect(0, "setup", "production", "--watch");

    Said refused = deploy(3, scene.shop, 1);

    assertThat(refused.text().replaceAll("\\s+", " "))
        .contains(
            "php8.2-fpm process_control_timeout = 0: a reload cuts requests",
            "set process_control_timeout = 10s in /etc/php/8.2/fpm/php-fpm.conf");
    assertThat(scene.live(scene.shop)).containsExactly("");

    scene.fleet.onWeb(scene.page.text("sh", "on every web host, as root"));
    deploy(0, scene.shop, 1);

    assertThat(scene.live(scene.shop)).hasSize(1);
    for (OpenSshHost host : scene.fleet.web()) {
      assertAnswers(scene.shop, host, "1");
    }
    assertThat(scene.database.sql("shop", "select migration from migrations"))
        .contains("create_jobs_table");
    scene.fleet.on(scene.fleet.queue(), "supervisorctl start shop-mails:");
  }

  @Test
  @Order(2)
  void nobodyNoticesACanaryOfLaravelThatIsPromotedAndEveryJobEndsWhereItBegan() throws Exception {
    scene.file(scene.shop, SHOP);
    scene.expect(0, "setup", "production", "--watch");
    scene.fleet.balance(List.of(scene.shop));
    Jobs jobs = Jobs.feed(scene.fleet, scene.shop, "canary");

    visit(scene.shop).during("a canary", () -> deploy(0, scene.shop, 2));

    assertAnswers(scene.shop, scene.fleet.balancer(), "2");
    assertThat(jobs.workedOff().values()).contains("1", "2");
  }

  @Test
  @Order(3)
  void compiledViewsOfTheReleaseBeforeAreLeftAlone() throws Exception {
    String look =
        "cd %s && ls releases/*/bootstrap/cache/views/*.php | wc -l && ls shared/storage/framework/views"
            .formatted(scene.shop.home());

    for (OpenSshHost host : scene.fleet.web()) {
      assertThat(scene.fleet.on(host, look).strip()).as("two views, two releases").isEqualTo("4");
    }
  }

  @Test
  @Order(4)
  void nobodyNoticesARollbackOfLaravelAndTheWorkersComeAlong() throws Exception {
    Jobs jobs = Jobs.feed(scene.fleet, scene.shop, "rollback");

    visit(scene.shop).during("a rollback", PhpStory::rollback);

    assertAnswers(scene.shop, scene.fleet.balancer(), "1");
    assertThat(jobs.workedOff().values()).contains("2", "1");
  }

  @Test
  @Order(5)
  void aHostWhosePhpKeepsTheOldCodeIsFoundAndEverythingIsTakenBack() throws Exception {
    OpenSshHost stale = scene.fleet.web().getLast();
    scene.fleet.serveThroughTheLink(stale, scene.shop);
    assertAnswers(scene.shop, stale, "1");
    scene.file(scene.shop, "proof", "supervisor");
    Path file = folder.resolve("windlass.yaml");
    Files.writeString(
        file, Files.readString(file).replaceAll("reload: .*", "reload: {command: \"true\"}"));
    String before = scene.live(scene.shop).toString();

    Said said = deploy(10, scene.shop, 3);

    assertThat(said.text().replaceAll("\\s+", " "))
        .contains(stale.address() + " does not run the new code", "X-Release");
    assertThat(scene.live(scene.shop)).hasToString(before);
  }

  @Test
  @Order(6)
  void symfonyComesToEmptyHostsByTenLines() throws Exception {
    scene.fleet.serve(List.of(scene.shop, scene.intranet));
    scene.file(scene.intranet, INTRANET);
    scene.expect(0, "setup", "production", "--watch");
    scene.fleet.balance(List.of(scene.shop, scene.intranet));

    scene.file(scene.intranet);
    deploy(0, scene.intranet, 1);

    assertAnswers(scene.intranet, scene.fleet.balancer(), "1");
    scene.fleet.on(scene.fleet.queue(), "systemctl start intranet-messenger");
  }

  @Test
  @Order(7)
  void nobodyNoticesACanaryOfSymfonyAndItsWorkersUnderSystemdEndTheirJobs() throws Exception {
    scene.file(scene.intranet, INTRANET);
    Jobs jobs = Jobs.feed(scene.fleet, scene.intranet, "canary");

    visit(scene.intranet).during("a canary", () -> deploy(0, scene.intranet, 2));

    assertAnswers(scene.intranet, scene.fleet.balancer(), "2");
    assertThat(jobs.workedOff().values()).contains("1", "2");
  }

  @Test
  @Order(8)
  void nobodyNoticesARollbackOfSymfonyAndTheWorkersComeAlong() throws Exception {
    Jobs jobs = Jobs.feed(scene.fleet, scene.intranet, "rollback");

    visit(scene.intranet).during("a rollback", PhpStory::rollback);

    assertAnswers(scene.intranet, scene.fleet.balancer(), "1");
    assertThat(jobs.workedOff().values()).contains("2", "1");
  }

  @Test
  @Order(9)
  void thePageSaysWhatTheApplicationsDo() throws Exception {
    assertThat(Files.readString(Path.of("src/test/resources/laravel/app/Http/Release.php")))
        .contains(scene.page.text("php", ""));
    for (String framework : List.of("laravel", "symfony")) {
      assertThat(scene.expect(0, "preset", framework).text()).contains("composer install --no-dev");
    }
  }

  private static Undisturbed visit(PhpSite site) {
    return new Undisturbed(scene.fleet, site, PER_SECOND);
  }

  private static Said deploy(int exit, PhpSite site, int version) throws Exception {
    String artifact = site.pack(version).toString();
    return scene.expect(exit, "deploy", "production", "--artifact", artifact, "--watch");
  }

  private static void rollback() throws Exception {
    scene.expect(0, "rollback", "production", "--yes", "--watch");
  }

  private static void assertAnswers(PhpSite site, OpenSshHost host, String version)
      throws InterruptedException {
    assertThat(Visitors.byVersion(Visitors.crowd(site.at(host.address(), "/"), 50, 5)))
        .containsOnlyKeys(version);
  }
}
