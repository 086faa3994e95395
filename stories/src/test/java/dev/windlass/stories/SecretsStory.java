package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty values go through deployments, migrations, probes, commands that print them, and a
 * rollback; afterwards they are where the file wants them and nowhere else.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsStory {
  private static final String MARK = "Pl4n" + UUID.randomUUID().toString().replace("-", "");

  @TempDir static Path folder;
  private static Instant began = Instant.EPOCH;
  private static Scene scene;
  private static Operator operator;
  private static Planted planted;
  private static ProcessWatch processes;
  private static final SecretSearch SEARCH = new SecretSearch(MARK);

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("nginx", "php-fpm8.2", "php", "ssh", "mariadbd", "postgres", "temporal");
    began = Instant.now();
    scene = Scene.start(folder, 120, 2);
    operator = new Operator(scene);
    planted = new Planted(folder.resolve("planted"), MARK);
    plant();
    processes = new ProcessWatch(SEARCH, ".env.new");
    writeFile();
    operator.expect(0, "setup", "production", "--watch");
    scene.fleet.pointBalancerToWindlass();
  }

  @AfterAll
  static void end() throws Exception {
    if (processes != null) {
      processes.close();
    }
    if (scene != null) {
      scene.close();
    }
  }

  /** On the servers, and where the Windlass worker finds them. */
  private static void plant() throws Exception {
    planted.write();
    scene.database.sql(
        "",
        "alter user 'windlass'@'127.0.0.1' identified by "
            + planted.literal(Planted.DATABASE).replace("\\", "\\\\"));
    scene.store.createDatabase("report", "report", "report");
    scene.store.sql("postgres", "alter role report password " + planted.literal(Planted.REPORT));
    Path key = Files.copy(scene.fleet.keyFile(), folder.resolve("locked-key"));
    Shell.run(
        "ssh-keygen",
        "-q",
        "-p",
        "-P",
        "",
        "-N",
        planted.value(Planted.PASSPHRASE),
        "-f",
        key.toString());
    Path settings = folder.resolve("windlass-worker.yaml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replaceFirst(
                "(?s)    secrets:\n.*?    keys:.*?\n",
                "    secrets:\n@    keys: {default: {file: %, passphrase: passphrase}}\n")
            .replace("@", planted.sources())
            .replace("%", key.toString())
            .replace("secrets: [db-shop, odd]", "secrets: [\"*\"]"));
    scene.windlass.killWorker();
    scene.windlass.startWorker();
  }

  private static void writeFile() throws Exception {
    scene.file("strategy: atomic\n");
    scene.edit(text ->
        text.replace("preset: php", "preset: laravel\nworkers: {queue: skip}")
                .replace("  ODD: {secret: odd}\n", planted.environment())
                .replaceFirst(
                    "  up: .*\n",
                    """
                      up: {http: /up.php, status: 200, every: 1s, timeout: 5s, bearer: {secret: token}}
                      broken: {http: /up.php, status: 200, every: 1s, bearer: {secret: broken-token}, severity: warn}
                      stock: {sql: select 1, equals: "1", every: 1s}
                      app: {command: php artisan about, exit: 0, every: 1s}
                    """)
            + "    maintenance: {by: balancer}\n");
  }

  @Test
  @Order(1)
  void aReleaseGetsEveryValueWholeAndAsItWasMeant() throws Exception {
    assertThat(planted.count()).isEqualTo(20);

    operator.expect(0, "deploy", "production", "--artifact", release(1), "--watch");

    for (OpenSshHost host : scene.fleet.web()) {
      assertThat(scene.fleet.on(host, "cat /srv/shop/current/whole")).contains("15 whole");
      assertThat(scene.fleet.on(host, "ls /srv")).doesNotContain("pwned");
    }
  }

  @Test
  @Order(2)
  void aBuildThatPrintsThemAllFails() throws Exception {
    scene.edit(text -> text.replace("  composer: skip\n", "  composer: skip\n  tell: sh tell\n"));
    assertThat(deploy(10, 2)).contains("REDACTED");
    scene.edit(text -> text.replace("  tell: sh tell\n", ""));
  }

  @Test
  @Order(3)
  void aCheckThatPrintsThemAllTakesTheReleaseBack() throws Exception {
    scene.edit(text -> text.replace("php artisan about", "sh tell"));
    assertThat(deploy(10, 3)).contains("check app failed", "REDACTED");
    scene.edit(text -> text.replace("sh tell", "php artisan about"));
  }

  @Test
  @Order(4)
  void anotherDatabaseAndARollback() throws Exception {
    scene.useDatabase(scene.store, "report");
    scene.edit(
        text -> text.replace("password: {secret: db-shop}", "password: {secret: db-report}"));
    deploy(0, 4);
    operator.expect(0, "rollback", "production", "--yes", "--watch");
    operator.expect(0, "list");
    for (String verb : List.of("status", "doctor")) {
      operator.expect(0, verb, "production");
    }
    for (String number : List.of("2", "3", "4", "5", "6")) {
      operator.expect(0, "logs", number);
    }
  }

  @Test
  @Order(5)
  void noneOfThemIsAnywhereElse() throws Exception {
    assertThat(found()).isEmpty();
    assertThat(processes.rounds()).as("looks at all processes").isGreaterThan(100);
    Proof.measured("looks at the arguments of all processes", processes.rounds(), "over 100");
    Proof.measured("planted values found elsewhere", 0, "0");
  }

  @Test
  @Order(6)
  void whatTheFrameworkDerivesIsNoWiderAndGoesWithTheRelease() throws Exception {
    for (OpenSshHost host : scene.fleet.web()) {
      List<Path> holders = new ArrayList<>();
      SEARCH.inFiles(
          host.seen("/srv"),
          began,
          file -> {
            if (mayHold(file)) {
              holders.add(file);
            }
            return false;
          });
      assertThat(holders).as("two files of each of two releases").hasSize(4);
      for (Path holder : holders) {
        assertThat(Files.getPosixFilePermissions(holder))
            .as(holder.toString())
            .doesNotContain(
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE,
                PosixFilePermission.GROUP_WRITE);
      }
    }
  }

  /** Without this the story would not say that the search can fail. */
  @Test
  @Order(7)
  void aValuePlantedOnPurposeIsFoundEverywhere() throws Exception {
    String value = "on purpose " + MARK;
    ProcessBuilder careless = new ProcessBuilder("sleep", "3");
    careless.environment().put("CARELESS", value);
    Process process = careless.start();
    operator.expect(0, "maintenance", "on", "production", "--message", value, "--watch");
    operator.expect(0, "status", "production");
    Files.writeString(folder.resolve("worker.log"), value, java.nio.file.StandardOpenOption.APPEND);
    process.waitFor(10, TimeUnit.SECONDS);

    Map<String, List<String>> found = found();

    assertThat(found.keySet())
        .containsExactlyInAnyOrder("histories", "store", "processes", "files", "hosts", "said");
    assertThat(found.get("processes"))
        .anyMatch(hit -> hit.startsWith("arguments"))
        .anyMatch(hit -> hit.startsWith("environment of sleep 3"));
  }

  /** Where the mark is, by kind of place; empty where it is nowhere that it must not be. */
  private static Map<String, List<String>> found() throws Exception {
    Map<String, List<String>> found = new LinkedHashMap<>();
    List<String> histories = new ArrayList<>();
    Histories.of(scene.temporal.target())
        .forEach((event, bytes) -> histories.addAll(SEARCH.in(event, bytes)));
    found.put("histories", histories);
    found.put("store", inStore());
    found.put("processes", processes.found());
    found.put("files", inFiles());
    List<String> hosts = new ArrayList<>();
    for (OpenSshHost host : scene.fleet.web()) {
      hosts.addAll(SEARCH.inFiles(host.seen(""), began, SecretsStory::mayHold));
    }
    hosts.addAll(SEARCH.inFiles(scene.fleet.balancer().seen(""), began, file -> false));
    found.put("hosts", hosts);
    found.put("said", SEARCH.in("said", operator.heard()));
    found.values().removeIf(List::isEmpty);
    return found;
  }

  private static List<String> inStore() {
    List<String> found = new ArrayList<>();
    String tables =
        scene.store.sql("windlass", "select tablename from pg_tables where schemaname = 'public'");
    assertThat(tables).contains("timeline_entry", "log_chunk", "plan");
    tables
        .lines()
        .forEach(table ->
            found.addAll(
                SEARCH.in(
                    "table " + table,
                    scene.store.sql("windlass", "select t::text from \"%s\" t".formatted(table)))));
    return found;
  }

  /** Of the machine on which Windlass runs: its folder, its logs, and what the servers keep. */
  private static List<String> inFiles() throws Exception {
    Path hosts = folder.resolve("fleet");
    List<String> found =
        new ArrayList<>(
            SEARCH.inFiles(
                folder, began, file -> file.equals(planted.folder()) || file.equals(hosts)));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    found.addAll(
        SEARCH.inFiles(
            temporary,
            began,
            file ->
                temporary.equals(file.getParent())
                    && (Files.isDirectory(file)
                        && !file.getFileName().toString().matches("windlass-(?!mariadb).*"))));
    return found;
  }

  private static boolean mayHold(Path file) {
    return file.toString()
        .matches(".*/srv/shop/releases/[^/]+/(\\.env|bootstrap/cache/config\\.php)");
  }

  private static String deploy(int exit, int version) throws Exception {
    return operator.expect(exit, "deploy", "production", "--artifact", release(version), "--watch");
  }

  private static String release(int version) throws Exception {
    String guarded =
        """
        $bearer = substr($_SERVER['HTTP_AUTHORIZATION'] ?? '', 7);
        if (str_contains($_SERVER['REQUEST_URI'], 'up') && hash('sha256', $bearer) !== '%s') {
            http_response_code(401);
            exit;
        }
        """
            .formatted(planted.digest(Planted.TOKEN));
    return scene
        .site
        .with(
            version,
            guarded,
            Map.of(
                "artisan",
                ARTISAN,
                "tell",
                TELL,
                "tell.php",
                TELL_PHP,
                "digests",
                planted.digests()))
        .toString();
  }

  /** Reads .env as the readers of PHP do, and writes what it read, as the framework does. */
  private static final String ARTISAN =
      """
      <?php
      if ($argv[1] !== 'config:cache') {
          exit(0);
      }
      $pattern = '/^(\\w+)=(?:\\'([^\\']*)\\'|"((?:[^"\\\\\\\\]|\\\\\\\\.)*)")$/ms';
      preg_match_all($pattern, file_get_contents('.env'), $lines, PREG_SET_ORDER);
      $config = [];
      foreach ($lines as $line) {
          $config[$line[1]] = isset($line[3]) ? preg_replace('/\\\\\\\\(.)/s', '$1', $line[3]) : $line[2];
      }
      $whole = 0;
      foreach (file('digests', FILE_IGNORE_NEW_LINES) as $line) {
          [$name, $digest] = explode(' ', $line);
          if (hash('sha256', $config[$name] ?? '') !== $digest) {
              fwrite(STDERR, "$name is not what was meant\\n");
              exit(1);
          }
          $whole++;
      }
      file_put_contents('whole', "$whole whole\\n");
      file_put_contents('bootstrap/cache/config.php', '<?php return ' . var_export($config, true) . ';');
      """;

  private static final String TELL =
      """
      cat .env bootstrap/cache/config.php
      php tell.php >&2
      exit 3
      """;

  private static final String TELL_PHP =
      """
      <?php
      foreach (require 'bootstrap/cache/config.php' as $name => $value) {
          echo "$name=$value\\n", base64_encode($value), "\\n", base64_encode("u:$value"), "\\n";
          echo rawurlencode($value), ' ', urlencode($value), ' ', escapeshellarg($value), "\\n";
          echo json_encode($value), json_encode($value, JSON_UNESCAPED_UNICODE), "\\n";
          echo '    ', str_replace("\\n", "\\n    ", $value), "\\n";
          echo "password $value";
      }
      """;
}
