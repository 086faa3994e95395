package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.stories.Strike.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Backups, restores and drills over lines that are slow enough to strike in the middle of them, and
 * what must be the case when one has ended, whatever happened to it.
 */
final class SlowRuns {
  /** MariaDB, PostgreSQL. */
  static final List<String> ENVIRONMENTS = List.of("production", "staging");

  private static final Duration PACE = Duration.ofMillis(1);

  /** As long as rows are waited for. */
  private static final Duration ROWS_PACE = Duration.ofMillis(5);

  /** Each drill has a control. */
  private static final String CONTROL = ", control: 1";

  final BackupScene scene;
  private final Started started;
  private final ScratchServers scratch;
  private final SlowLines lines;
  private final Phases phases;
  private final Connection catalogue;
  private final Map<String, DatabaseContents> saved = new LinkedHashMap<>();
  private final Map<String, FutureTask<String>> asked = new LinkedHashMap<>();

  private SlowRuns(Started started, Path folder) throws Exception {
    this.started = started;
    scene = BackupScene.restoring(folder);
    started.add(scene::close);
    scratch = ScratchServers.beside(scene);
    started.add(scratch::close);
    phases = Phases.of(scene.temporal);
    started.add(phases);
    // Each backup lets the one before it go.
    scene.edit(text -> text.replace("database: {}", "database: {keep: {daily: 1}}"));
    for (String environment : ENVIRONMENTS) {
      DatabaseServer server = server(environment);
      DatabaseContents.admit(server);
      DatabaseContents.admit(scratch.of(environment));
      ScratchServers.admit(server);
      fill(server);
      scratch.declare(
          environment, "\"127.0.0.1:%d\"".formatted(scratch.of(environment).port()), CONTROL);
    }
    catalogue = started.add(DatabaseContents.connect(scene.postgres, "windlass"));
    lines = started.add(SlowLines.laid(scene));
    for (String environment : ENVIRONMENTS) {
      scene.expect(0, "backup", environment);
      saved.put(environment, DatabaseContents.of(server(environment)));
      scene.awaitWhole(environment, 1);
    }
  }

  static SlowRuns prepared(Path folder) throws Exception {
    return Started.whole(started -> new SlowRuns(started, folder));
  }

  private static void fill(DatabaseServer server) {
    server.sql(
        "shop",
        (server instanceof MariaDbServer ? "" : "set role shop;")
            + """
            create table orders (id int primary key, note varchar(100));
            create table zz (id int primary key);
            insert into orders values (1, 'rote Schuhe, größer'), (2, null), (3, '');
            insert into zz values (1);
            create view unpaid as select id from orders where note is null;
            """
            + Filling.sql(server));
  }

  /**
   * Over slow lines, and to strike at its very beginning with a catalogue in which nobody can write
   * until {@link #quick()}; a restore finds a database that somebody has spoilt.
   */
  void begin(Strike strike) throws Exception {
    String environment = strike.environment();
    if (strike.work() == Work.RESTORE) {
      server(environment)
          .sql("shop", "delete from orders; insert into zz values (66) " + ignored(environment));
    }
    lines.slow(PACE);
    if (strike.phase().equals("opening")) {
      catalogue.setAutoCommit(false);
      try (Statement lock = catalogue.createStatement()) {
        lock.execute("lock table backup, restore, drill in share row exclusive mode");
      }
    }
    FutureTask<String> asking = new FutureTask<>(() -> ask(strike.work(), environment));
    asked.put(environment, asking);
    Thread.ofVirtual().start(asking);
  }

  /** Whoever asks has the answer only when the first phase is over. */
  private String ask(Work work, String environment) throws Exception {
    return switch (work) {
      case BACKUP -> post(environment, "backups", "{\"kind\": \"DATABASE\"}");
      case RESTORE -> scene.expect(0, "restore", environment, "latest", "--yes");
      case DRILL -> post(environment, "drills", "{}");
    };
  }

  private String post(String environment, String what, String wanted) throws Exception {
    return scene.windlass.tell(BackupScene.door(environment, what), wanted).toString();
  }

  private static String ignored(String environment) {
    return environment.equals("production")
        ? "on duplicate key update id = 66;"
        : "on conflict do nothing;";
  }

  /** From now on they are as quick as the machine, and the catalogue is. */
  void quick() throws SQLException {
    lines.slow(Duration.ZERO);
    catalogue.setAutoCommit(true);
  }

  /** Where the run is; empty where it has ended, or not begun. */
  String phase(Strike strike) {
    return phases.now(strike.workflow());
  }

  /** How long each phase of a run that has ended took, in milliseconds. */
  Map<String, Integer> took(Strike strike) {
    return phases.took(strike.workflow());
  }

  /**
   * Waits for the moment.
   *
   * @return rows that have come by then where it counts from them; empty where it was missed: the
   *     phase was over
   */
  String await(Strike strike) throws Exception {
    phases.await(strike);
    if (strike.since() == Strike.Since.PHASE) {
      TimeUnit.MILLISECONDS.sleep(strike.into());
      return phases.isIn(strike) ? "in time" : "";
    }
    DatabaseServer target =
        strike.work() == Work.DRILL
            ? scratch.of(strike.environment())
            : server(strike.environment());
    lines.slow(ROWS_PACE);
    try (Filling filling = Filling.copiedTo(target)) {
      while (filling.flowing() == 0) {
        if (!phases.isIn(strike)) {
          return "";
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
      TimeUnit.MILLISECONDS.sleep(strike.into());
      assertThat(BackupScene.tools()).as("the tool that loads them").isNotEmpty();
      int rows = filling.flowing();
      return rows == 0 ? "" : "%d of %d rows loaded".formatted(rows, Filling.ROWS);
    }
  }

  /** As it should, by itself, and there is one more than before. */
  void endsAsItShould(Strike strike, Set<String> before) throws Exception {
    String environment = strike.environment();
    String answer = Objects.requireNonNull(asked.remove(environment)).get();
    if (strike.work() == Work.RESTORE) {
      anApplicationWritesAtOnce(environment);
    }
    scene.await(
        () -> added(strike, before).hasNonNull("endedAt"),
        "the end: %s, begun with %s".formatted(strike, answer));
    JsonNode newest = added(strike, before);
    switch (strike.work()) {
      case BACKUP -> {
        assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("whole");
        assertThat(newest.path("stores")).as("%s", newest).hasSize(2);
      }
      case RESTORE -> {
        assertThat(newest.path("outcome").asText()).as("%s", newest).isEqualTo("succeeded");
        isAppliedOnce(environment);
      }
      case DRILL -> {
        assertThat(newest.path("state").asText()).as("%s", newest).isEqualTo("pass");
        assertThat(newest.path("control").asBoolean()).isTrue();
      }
    }
    nothingIsLeft(environment);
    scene.await(() -> phase(strike).isEmpty(), "the end of the run, which refuses the next");
  }

  /** As soon as the restored rows are there, as people do. */
  private void anApplicationWritesAtOnce(String environment) throws Exception {
    DatabaseServer server = server(environment);
    scene.await(
        () -> server.sql("shop", "select count(*) from orders;").strip().equals("3"),
        "the restored rows");
    server.sql("shop", "insert into zz values (77);");
  }

  /** What was written since is there, and nothing else of what the backup had not. */
  private void isAppliedOnce(String environment) throws Exception {
    TimeUnit.SECONDS.sleep(1);
    DatabaseServer server = server(environment);
    assertThat(server.sql("shop", "select id from zz order by id;").lines())
        .containsExactly("1", "77");
    server.sql("shop", "delete from zz where id = 77;");
    assertThat(DatabaseContents.of(server)).isEqualTo(saved.get(environment));
  }

  private void nothingIsLeft(String environment) throws Exception {
    scene.await(() -> scratch.databases(environment).isEmpty(), "the scratch database to go");
    scene.await(() -> mine(environment).isEmpty(), "nothing beside");
    scene.await(
        () -> BackupScene.tools().isEmpty(), "the tools to end, there are " + BackupScene.tools());
    scene.await(() -> halves(environment).isEmpty(), "no half object: " + halves(environment));
    Leftovers.noFiles(scene.windlass);
    assertThat(names(scene.places(environment)))
        .as("the same in both stores")
        .isEqualTo(names(scene.offsite(environment, "").normalize()));
  }

  /** Schemas that a restore works in. */
  private String mine(String environment) {
    return server(environment)
        .sql(
            "shop",
            environment.equals("production")
                ? "show databases like 'windlass%';"
                : "select nspname from pg_namespace where nspname like 'windlass%';")
        .strip();
  }

  private List<Path> halves(String environment) throws IOException {
    return Stream.concat(
            scene.files(environment).stream().filter(BackupScene::isTemporary),
            files(scene.bucket().resolve(".sgwtmp")).stream())
        .toList();
  }

  private static List<String> names(Path store) throws IOException {
    return files(store).stream().map(file -> store.relativize(file).toString()).sorted().toList();
  }

  private static List<Path> files(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** The ids of all of this work so far. */
  Set<String> ids(Strike strike) throws Exception {
    Set<String> ids = new TreeSet<>();
    all(strike).forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  /** The one that there was not before, and no other; empty where there is none yet. */
  private JsonNode added(Strike strike, Set<String> before) throws Exception {
    List<JsonNode> added = new ArrayList<>(all(strike));
    added.removeIf(one -> before.contains(one.path("id").asText()));
    assertThat(added).as("begun once").hasSizeLessThanOrEqualTo(1);
    return added.isEmpty() ? Windlass.json("{}") : added.getFirst();
  }

  /** Safety backups are a part of their restores. */
  private List<JsonNode> all(Strike strike) throws Exception {
    JsonNode list =
        scene.windlass.ask(
            BackupScene.door(strike.environment(), strike.work().list() + "?limit=500"));
    return list.valueStream().toList();
  }

  private DatabaseServer server(String environment) {
    return environment.equals("production") ? scene.mariaDb : scene.postgres;
  }

  void close() throws Exception {
    started.close();
  }
}
