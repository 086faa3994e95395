package dev.windlass.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Releases of a small PHP shop, as a CI would pack them. Every answer names its version, so that a
 * visitor can tell who answered.
 */
final class Site {
  /** What the faulty release answers before it turns bad, per host: fewer than 50 % brings. */
  private static final int GOOD_ANSWERS = Proof.size(120, 360);

  private final Path directory;

  Site(Path directory) {
    this.directory = directory;
  }

  /** A release that works, with the migrations V1 to Vn. */
  Path good(int version) throws IOException, InterruptedException {
    return pack(version, "", migrations(version));
  }

  /**
   * Works; each migration from V2 on first takes as many seconds as the table {@code pace} says and
   * then counts itself in the table {@code applied}.
   *
   * @param sleep the server's function that takes seconds
   */
  Path paced(int version, String sleep) throws IOException, InterruptedException {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put(
        "db/migration/V1__pace.sql",
        """
        create table pace (seconds int);
        insert into pace values (0);
        create table applied (step int);
        """);
    for (int i = 2; i <= version; i++) {
      scripts.put(
          "db/migration/V%d__step_%d.sql".formatted(i, i),
          """
          create table step_%1$d (id int primary key, note varchar(40));
          select %2$s((select max(seconds) from pace));
          insert into applied values (%1$d);
          """
              .formatted(i, sleep));
    }
    return pack("paced-" + version, version, "", scripts);
  }

  /** Works at first; under the traffic of a larger share it answers 500, its health check too. */
  Path turnsBad(int version) throws IOException, InterruptedException {
    String leak =
        """
        $leak = __DIR__ . '/../answered';
        file_put_contents($leak, '.', FILE_APPEND);
        clearstatcache();
        if (filesize($leak) > %d) { http_response_code(500); echo "version %d is out of memory"; exit; }
        """
            .formatted(GOOD_ANSWERS, version);
    return pack(version, leak, migrations(version));
  }

  /** Answers visitors, and says of itself that it is not well. */
  Path unwell(int version) throws IOException, InterruptedException {
    String sick =
        "if (str_contains($_SERVER['REQUEST_URI'], 'up')) { http_response_code(500); exit; }";
    return pack(version, sick, migrations(version));
  }

  /** Its last script changes something and then fails, which MariaDB cannot take back. */
  Path halfSchema(int version) throws IOException, InterruptedException {
    Map<String, String> scripts = migrations(version);
    scripts.put(
        "db/migration/V%d__step_%d.sql".formatted(version, version),
        "create table half_%d (id int);\ncreate table half_%d (id int);\n"
            .formatted(version, version));
    return pack(version, "", scripts);
  }

  /** Works; with these files besides, and this PHP before every answer. */
  Path with(int version, String prelude, Map<String, String> files)
      throws IOException, InterruptedException {
    Map<String, String> all = migrations(version);
    all.putAll(files);
    return pack(version, prelude, all);
  }

  private static Map<String, String> migrations(int version) {
    Map<String, String> scripts = new LinkedHashMap<>();
    for (int i = 1; i <= version; i++) {
      scripts.put(
          "db/migration/V%d__step_%d.sql".formatted(i, i),
          "create table step_%d (id int primary key, note varchar(40));\n".formatted(i));
    }
    return scripts;
  }

  private Path pack(int version, String prelude, Map<String, String> scripts)
      throws IOException, InterruptedException {
    return pack("v" + version, version, prelude, scripts);
  }

  private Path pack(String name, int version, String prelude, Map<String, String> scripts)
      throws IOException, InterruptedException {
    Path tree = Files.createDirectories(directory.resolve(name));
    Map<String, String> files = new LinkedHashMap<>(scripts);
    String head =
        """
        <?php
        header('X-Version: %d');
        header('X-Release: ' . trim(file_get_contents(__DIR__ . '/../REVISION')));
        %s
        """
            .formatted(version, prelude);
    files.put("public/index.php", head + "echo 'version %d';\n".formatted(version));
    files.put("public/up.php", head + "echo 'up';\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Path archive = directory.resolve("shop-" + name + ".tar.gz");
    Shell.run("tar", "-C", tree.toString(), "-czf", archive.toString(), ".");
    return archive;
  }
}
