package dev.windlass.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A shop on one web host whose data and code go through something together: it can be closed, its
 * database is backed up, restored and drilled. A part of {@link Scene}, with what people do there.
 */
final class EmergencyScene {
  /** What visitors read while it is closed. */
  static final String MESSAGE = "Back in a minute";

  static final String RESTORES = BackupScene.door("production", "restores");
  static final String DRILLS = BackupScene.door("production", "drills");

  /** Of every database user. */
  private static final String PASSWORD = "shop";

  final Scene scene;
  final Operator operator;
  final DatabaseServer scratch;
  private final Started started;

  private EmergencyScene(Started started, Path folder, int net) throws Exception {
    this.started = started;
    scene = Scene.start(folder, net, 1);
    started.add(scene::close);
    operator = new Operator(scene);
    Files.createDirectories(scene.backups());
    scratch = scratch(MariaDbServer.start());
    scene.database.sql(
        "",
        """
        grant all on `windlass\\_%`.* to 'windlass'@'127.0.0.1';
        grant select on mysql.proc to 'windlass'@'127.0.0.1';
        grant set user on *.* to 'windlass'@'127.0.0.1';
        """);
  }

  /**
   * Set up, with no release yet.
   *
   * @param net of the web host, 127.0.{net}.1
   * @param change what the file says otherwise
   */
  static EmergencyScene start(Path folder, int net, UnaryOperator<String> change) throws Exception {
    return Started.whole(started -> {
      EmergencyScene made = new EmergencyScene(started, folder, net);
      made.declare(made.scratch);
      made.scene.edit(change);
      made.expect(0, "setup", "production", "--watch");
      made.scene.fleet.pointBalancerToWindlass();
      return made;
    });
  }

  /** A server that ends with the scene, on which drills may make and drop databases. */
  <T extends DatabaseServer> T scratch(T server) {
    started.add(server);
    ScratchServers.admit(server, PASSWORD);
    return server;
  }

  /** The file as it was at first, but for where it drills. */
  void declare(DatabaseServer drilled) throws Exception {
    scene.file(
        """
        strategy: {standard: {settle: 1s}}
        maintenance: {by: balancer, message: %1$s}
        checks:
          up: {failures: 0}
        backups:
          database: {}
          stores: ["file://%2$s"]
        drills: {scratch: {server: "127.0.0.1:%3$d", user: drill, password: {secret: db-shop}}}
        """
            .formatted(MESSAGE, scene.backups(), drilled.port()));
  }

  /** Of what is there now, by command; its id. */
  String backedUp() throws Exception {
    int before = whole();
    expect(0, "backup", "production");
    operator.await(() -> whole() == before + 1, "the backup");
    return backups().getFirst().path("id").asText();
  }

  /** The backups that have ended well. */
  int whole() throws Exception {
    return (int)
        backups().stream()
            .filter(one -> one.hasNonNull("endedAt") && !one.hasNonNull("problem"))
            .count();
  }

  List<JsonNode> backups() throws Exception {
    return list(BackupScene.door("production", "backups"));
  }

  List<JsonNode> list(String path) throws Exception {
    return ask(path + "?limit=500").valueStream().toList();
  }

  JsonNode ask(String path) throws Exception {
    return scene.windlass.ask(path);
  }

  /** Of this backup, in an emergency; how it ended. */
  JsonNode restored(String backup, String... more) throws Exception {
    int before = list(RESTORES).size();
    List<String> command = new ArrayList<>(List.of("restore", "production", backup));
    command.addAll(List.of("--emergency", "--yes"));
    command.addAll(List.of(more));
    expect(0, command.toArray(String[]::new));
    return awaitRestore(before + 1);
  }

  /** How the newest restore ended, once there are so many. */
  JsonNode awaitRestore(int many) throws Exception {
    return awaitEnd(RESTORES, many, "restore");
  }

  /** How the newest drill ended, once there are so many. */
  JsonNode awaitDrill(int many) throws Exception {
    return awaitEnd(DRILLS, many, "drill");
  }

  private JsonNode awaitEnd(String path, int many, String what) throws Exception {
    operator.await(
        () -> {
          List<JsonNode> list = list(path);
          return list.size() == many && list.getFirst().hasNonNull("endedAt");
        },
        "the end of %s %d".formatted(what, many));
    return list(path).getFirst();
  }

  /** Of the newest restore; its id. */
  String awaitPhase(String phase) throws Exception {
    String id = list(RESTORES).getFirst().path("id").asText();
    operator.await(
        () -> ask(RESTORES + "/" + id).path("phase").asText().equals(phase), "it to be " + phase);
    return id;
  }

  /** Begins a recovery that leads, back to the code that belongs to the backup. */
  void recover(String backup) throws Exception {
    awaitNoChange();
    assertThat(expect(0, "recover-data", "production", backup, "--code", "matching", "--yes"))
        .contains("recovery begun as");
  }

  /** Says yes to it once it asks in this phase. */
  void goOn(String phase) throws Exception {
    expect(0, "recover-data", "production", "--go-on", awaitPhase(phase));
  }

  void awaitNoChange() throws Exception {
    operator.await(() -> ChangeLock.isFree(scene.temporal), "the run before to end");
  }

  /** Id of the live release. */
  String live() throws Exception {
    return operator.environment().at("/live/id").asText();
  }

  String sql(String statement) {
    return scene.database.sql("shop", statement).strip();
  }

  /** How many of the migrations' tables there are. */
  String tables() {
    return sql(
        "select count(*) from information_schema.tables where table_schema = 'shop'"
            + " and table_name like 'step\\_%'");
  }

  /** What a visitor gets. */
  int status() throws Exception {
    URI url = scene.url();
    return Integer.parseInt(
        Shell.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", url.toString()));
  }

  String deploy(int exit, Path artifact) throws Exception {
    return expect(exit, "deploy", "production", "--artifact", artifact.toString(), "--watch");
  }

  String expect(int exit, String... command) throws Exception {
    if (List.of("setup", "deploy", "maintenance", "restore").contains(command[0])) {
      awaitNoChange();
    }
    return operator.expect(exit, command);
  }

  void close() throws Exception {
    started.close();
  }
}
