package dev.windlass.stories;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import dev.windlass.sandbox.parts.PostgresServer;
import java.io.IOException;

/** Servers beside those of a scene, on which its drills may make and drop databases. */
final class ScratchServers {
  static final String PREFIX = "windlass_drill_";

  private static final String USER = "drill";

  private final BackupScene scene;
  private final Started started = new Started();
  final MariaDbServer mariaDb;
  final PostgresServer postgres;

  private ScratchServers(BackupScene scene) {
    this.scene = scene;
    this.mariaDb = started.add(MariaDbServer.start());
    this.postgres = started.add(PostgresServer.start());
    admit(mariaDb);
    admit(postgres);
  }

  static ScratchServers beside(BackupScene scene) {
    return new ScratchServers(scene);
  }

  /** A server's user of drills, as the file's page says. */
  static void admit(DatabaseServer server) {
    admit(server, BackupScene.literal());
  }

  /** The same with this password, as SQL says it. */
  static void admit(DatabaseServer server, String password) {
    boolean mariaDb = server instanceof MariaDbServer;
    server.sql(
        mariaDb ? "" : "postgres",
        mariaDb
            ? """
            create user 'drill'@'127.0.0.1' identified by '%s';
            grant all on `windlass\\_drill\\_%%`.* to 'drill'@'127.0.0.1';
            grant slave monitor on *.* to 'drill'@'127.0.0.1';
            """
                .formatted(password)
            : "create role drill login createdb password '%s'; grant pg_monitor to drill;"
                .formatted(password));
  }

  /** The one for the databases of an environment. */
  DatabaseServer of(String environment) {
    return environment.equals("production") ? mariaDb : postgres;
  }

  /** Scratch databases that there are on it, one a line. */
  String databases(String environment) {
    return databases(of(environment));
  }

  /** The same of any server. */
  static String databases(DatabaseServer server) {
    return server
        .sql(
            server instanceof MariaDbServer ? "" : "postgres",
            server instanceof MariaDbServer
                ? "show databases like 'windlass%';"
                : "select datname from pg_database where datname like 'windlass\\_drill%';")
        .strip();
  }

  /**
   * The file drills an environment's backups from now on.
   *
   * @param server as {@code host:port} and what else its map has
   * @param rest more of the file's {@code drills}
   */
  void declare(String environment, String server, String rest) throws IOException {
    String drills =
        "    drills: {scratch: {server: %s, user: %s, password: {secret: db-shop}},"
                .formatted(server, USER)
            + " identity: {secret: %s}, limit: 5m%s} # of %s"
                .formatted(BackupScene.IDENTITY, rest, environment);
    scene.edit(text -> {
      String without = text.replaceAll("\n    drills: .* # of " + environment, "");
      String head = "\n  " + environment + ":";
      return without.replace(head, head + "\n" + drills);
    });
  }

  void close() throws Exception {
    started.close();
  }
}
