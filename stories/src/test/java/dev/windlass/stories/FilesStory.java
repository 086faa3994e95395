package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.S3Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups of a host's files over a real sshd, sealed, in both stores; brought back on the host by
 * what docs/backups.md types, and compared there by the host's own find.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FilesStory {
  private static final Path PAGE = Path.of("../docs/backups.md");

  private static final String TREE =
      """
      set -eu
      mkdir -p /srv/shop/shared/storage/app/cache/views /srv/shop/shared/not /srv/elsewhere
      cd /srv/shop/shared
      echo 'APP_KEY=base64:+/=' >.env
      chmod 0640 .env
      echo secret >not/declared
      cd storage
      printf 'rote Schuhe, größer' >'ünï code  and spaces'
      printf x >"$(printf 'a\\nb')"
      printf x >-rf
      printf x >"$(printf 'n%%.0s' $(seq 200))"
      head -c 3000000 /dev/urandom >large
      : >empty
      truncate -s 8M sparse
      mkdir empty.d closed sticky
      printf x >closed/file
      chmod 0555 closed
      chmod 1777 sticky
      printf '#!/bin/sh\\n' >tool
      chmod 0600 empty
      ln tool again
      ln -s tool link
      ln -s /etc/passwd away
      ln -s nowhere dangling
      mkfifo pipe
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
      printf x >app/debug.tmp
      printf x >app/cache/views/page
      printf x >app/kept
      chown -R deploy:deploy .
      chown deploy:www-data large
      chown 4242:4243 empty
      chown -h root:root link
      chmod 4750 tool
      touch -h -d '2001-02-03 04:05:06.789' large link app
      """
          .replace("%%", "%");

  private static final String LEFT_OUT =
      "-not -name '*.tmp' -not -path 'storage/app/cache/*' -not -type s";

  @TempDir static Path folder;
  private static BackupScene scene;

  @BeforeAll
  static void begin() throws Exception {
    RealParts.require("ssh", "tar", "find", "sha256sum", "jq", "age", "age-keygen", "zstd");
    RealParts.require("mariadbd", "postgres", "temporal", "python3", S3Server.PROGRAM);
    scene = BackupScene.start(folder);
    scene.onHost(TREE);
    declare("shared/.env, shared/storage");
  }

  private static void declare(String paths) throws Exception {
    scene.edit(text ->
        text.replaceAll("\n  files: .*", "")
            .replace(
                "\n  stores:",
                "\n  files: {paths: [%s], exclude: [\"*.tmp\", \"shared/storage/app/cache/*\"]}\n  stores:"
                    .formatted(paths)));
  }

  @AfterAll
  static void end() throws Exception {
    if (scene != null) {
      scene.close();
    }
  }

  @Test
  @Order(1)
  void theyComeBackAsTheyWereByTheCommandsOfThePage() throws Exception {
    scene.expect(0, "backup", "production", "--files");
    JsonNode backup = scene.awaitWhole("production", 1);

    assertThat(backup.path("kind").asText()).isEqualTo("files");
    assertThat(backup.path("stores")).hasSize(2);
    assertThat(scene.expect(0, "backups", "production"))
        .contains("in sftp://vault@", "in s3://offsite/shop", "storage/socket: socket ignored");
    String id = backup.path("id").asText();
    List<Path> objects = objects(id);
    assertThat(Files.readAllBytes(objects.getFirst()))
        .startsWith("age-encryption.org/v1\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.mismatch(objects.getFirst(), objects.getLast())).isEqualTo(-1);

    broughtBack(id);

    assertThat(account("/srv/back/%s/restored".formatted(id), ""))
        .contains("storage/pipe|p|", "storage/tool|f|4750|deploy:deploy|", "/etc/passwd", "4242")
        .doesNotContain("debug.tmp", "views", "declared")
        .isEqualTo(account("/srv/shop", LEFT_OUT));
    assertThat(scene.onHost("ls -A /srv/back/%s/restored".formatted(id)).strip())
        .isEqualTo("shared");
    assertThatNothingIsLeft();
  }

  /** On the host, as root, with the key that only people have. */
  private static void broughtBack(String id) throws Exception {
    Path back = Files.createDirectories(scene.seenOnHost("/srv/back"));
    Shell.run("cp", "-r", scene.offsite("production", id).toString(), back + "/" + id);
    Files.copy(Path.of(scene.key()), back.resolve("windlass-backups.key"));
    assertThat(scene.onHost("set -eu\nHOME=/srv/back\ncd /srv/back/%s\n%s".formatted(id, typed())))
        .contains("OK\n");
  }

  private static String typed() throws Exception {
    Stream<Markdown.Block> blocks =
        Markdown.blocks(PAGE).stream()
            .filter(block -> block.language().equals("sh"))
            .filter(block ->
                block.note().equals("files") || block.text().getFirst().startsWith("export KEY="));
    return String.join("\n", blocks.flatMap(block -> block.text().stream()).toList());
  }

  /** What there is of each, in the words of find; the digests of all contents. */
  private static String account(String root, String which) throws Exception {
    return scene.onHost(
        """
        cd %s/shared
        find .env storage %s -printf '%%p|%%y|%%m|%%u:%%g|%%U:%%G|%%s|%%n|%%T@|%%l\\n' | sed 's/^\\(.*|d|[^|]*|[^|]*|[^|]*\\)|[^|]*|[^|]*|/\\1|/' | sort
        find .env storage -type f %s -exec sha256sum {} + | sort
        """
            .formatted(root, which, which));
  }

  private static List<Path> objects(String id) throws Exception {
    try (Stream<Path> here = Files.list(scene.place("production", id));
        Stream<Path> offsite = Files.list(scene.offsite("production", id))) {
      return Stream.concat(here, offsite)
          .filter(file -> file.toString().endsWith(".tar.zst.age"))
          .toList();
    }
  }

  @Test
  @Order(2)
  void aDirectoryThatIsOnlyALinkOrMissingIsNoBackup() throws Exception {
    int before = scene.list("production", "backups").size();
    scene.onHost("ln -s /srv/elsewhere /srv/shop/shared/uploads");

    declare("shared/storage, shared/uploads");
    assertThat(problem(before + 1))
        .contains("'shared/uploads' is a link to /srv/elsewhere", "nothing below it");
    declare("shared/storage, shared/absent");
    assertThat(problem(before + 2)).contains("shared/absent", "No such file or directory");

    declare("shared/.env, shared/storage");
    assertThat(storedOnes()).hasSize(before);
    assertThatNothingIsLeft();
  }

  /** Of the backup that is taken now, which fails. */
  private static String problem(int many) throws Exception {
    scene.expect(0, "backup", "production", "--files");
    scene.await(
        () -> {
          List<JsonNode> list = scene.list("production", "backups");
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of backup " + many);
    JsonNode newest = scene.list("production", "backups").getFirst();
    assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("failed");
    return newest.path("problem").asText();
  }

  @Test
  @Order(3)
  void aWorkerKilledInMidArchiveLeavesNothingHalfAndItFinishesByItself() throws Exception {
    scene.onHost("truncate -s %dM /srv/shop/shared/storage/long".formatted(Proof.size(200, 4000)));
    List<String> before = storedOnes();
    int many = scene.list("production", "backups").size();
    scene.expect(0, "backup", "production", "--files");
    scene.await(() -> !tars().isEmpty() && !halves().isEmpty(), "the archive to be on its way");
    TimeUnit.MILLISECONDS.sleep(Proof.moment(Duration.ofSeconds(10)).toMillis());
    assertThat(tars()).as("still archiving").isNotEmpty();

    scene.windlass.killWorker();

    scene.await(() -> tars().isEmpty(), "the host's tar to end with its worker");
    assertThat(storedOnes()).as("nothing under a final name").isEqualTo(before);
    scene.windlass.startWorker();
    scene.await(() -> scene.windlass.run("doctor").exit() == 0, "the worker to be back");
    scene.await(() -> ended(many + 1), "the backup to finish by itself");

    JsonNode newest = scene.list("production", "backups").getFirst();
    assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("whole");
    assertThat(newest.path("stores")).hasSize(2);
    assertThat(storedOnes()).hasSize(before.size() + 1);
    assertThatNothingIsLeft();
    String id = newest.path("id").asText();
    Files.delete(scene.seenOnHost("/srv/back/windlass-backups.key"));
    broughtBack(id);
    assertThat(account("/srv/back/%s/restored".formatted(id), ""))
        .contains("storage/long|f|")
        .isEqualTo(account("/srv/shop", LEFT_OUT));
  }

  private static boolean ended(int many) throws Exception {
    List<JsonNode> list = scene.list("production", "backups");
    return list.size() == many && list.getFirst().hasNonNull("endedAt");
  }

  /** Manifests and objects of the first store. */
  private static List<String> storedOnes() throws Exception {
    return scene.files("production").stream()
        .filter(file -> !BackupScene.isTemporary(file))
        .map(file -> Objects.requireNonNull(file.getParent()).getFileName().toString())
        .distinct()
        .sorted()
        .toList();
  }

  /** What the stores have not whole. */
  private static List<Path> halves() throws Exception {
    Path parts = scene.bucket().resolve(".sgwtmp");
    try (Stream<Path> all = Files.exists(parts) ? Files.walk(parts) : Stream.empty()) {
      return Stream.concat(
              scene.files("production").stream().filter(BackupScene::isTemporary),
              all.filter(Files::isRegularFile).toList().stream())
          .toList();
    }
  }

  /** Processes of the host that archive. */
  private static List<String> tars() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains("tar --create"))
        .toList();
  }

  private static void assertThatNothingIsLeft() throws Exception {
    scene.await(() -> tars().isEmpty(), "the end of tar");
    scene.await(() -> halves().isEmpty(), "no half object: " + halves());
    Leftovers.noFiles(scene.windlass);
  }
}
