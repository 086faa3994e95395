package dev.windlass.sandbox.parts;

import dev.windlass.sandbox.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A MariaDB of the operating system's package, run as the current user. */
public final class MariaDbServer implements DatabaseServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(40);

  private final Workspace workspace;
  private final Daemon daemon;
  private final int port;
  private final List<String> options;

  private MariaDbServer(Workspace workspace, Daemon daemon, int port, List<String> options) {
    this.workspace = workspace;
    this.daemon = daemon;
    this.port = port;
    this.options = options;
  }

  /**
   * Starts one.
   *
   * @param options of the server besides those that give it a place of its own
   */
  public static MariaDbServer start(String... options) {
    return install(Workspace.create("mariadb"), List.of(options));
  }

  /** One whose data lies below this directory. */
  public static MariaDbServer start(Path directory) {
    return install(Workspace.in(directory, "mariadb"), List.of());
  }

  /**
   * A replica that repeats whatever this server has done so far and does from now on, which takes
   * {@code --log-bin} and {@code --server-id=1} here.
   */
  public MariaDbServer replica() {
    sql(
        "",
        """
        create user if not exists 'copy'@'127.0.0.1' identified by 'copy';
        grant replication slave on *.* to 'copy'@'127.0.0.1';
        """);
    MariaDbServer replica = start("--server-id=2");
    replica.sql(
        "",
        """
        change master to master_host = '127.0.0.1', master_port = %d, master_user = 'copy',
          master_password = 'copy', master_use_gtid = slave_pos;
        start slave;
        """
            .formatted(port));
    return replica;
  }

  private static MariaDbServer install(Workspace workspace, List<String> options) {
    Path directory = workspace.directory();
    Command.of(
            "mariadb-install-db",
            "--no-defaults",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            data(directory),
            user(),
            "--tmpdir=" + directory)
        .orFail("");
    return start(workspace, options);
  }

  private static MariaDbServer start(Workspace workspace, List<String> options) {
    Path directory = workspace.directory();
    int port = Ports.free();
    String server = Programs.fileOrName("mariadbd");
    Path socket = socket(directory);
    Stream<String> place =
        Stream.of(
            server,
            "--no-defaults",
            data(directory),
            user(),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--socket=" + socket,
            "--pid-file=" + directory.resolve("pid"),
            "--tmpdir=" + directory,
            "--skip-name-resolve");
    List<String> command = Stream.concat(place, options.stream()).toList();
    Daemon daemon = Daemon.start(command, directory.resolve("log"));
    daemon.endWithJvm();
    daemon.await(START_LIMIT, () -> client(socket, "").run("select 1").exit() == 0);
    return new MariaDbServer(workspace, daemon, port, options);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void createDatabase(String name, String user, String password) {
    sql(
        "",
        """
        create database `%1$s` character set utf8mb4;
        create user '%2$s'@'127.0.0.1' identified by '%3$s';
        grant all on `%1$s`.* to '%2$s'@'127.0.0.1';
        """
            .formatted(name, user, password));
  }

  @Override
  public String sql(String database, String statements) {
    return client(socket(workspace.directory()), database).orFail(statements);
  }

  @Override
  public void kill() {
    daemon.kill();
  }

  @Override
  public MariaDbServer again() {
    return start(workspace, options);
  }

  @Override
  public void close() {
    daemon.close();
    workspace.close();
  }

  private static String data(Path directory) {
    return "--datadir=" + directory.resolve("data");
  }

  private static String user() {
    return "--user=" + System.getProperty("user.name");
  }

  private static Path socket(Path directory) {
    return directory.resolve("socket");
  }

  private static Command client(Path socket, String database) {
    return Command.of(
        "mariadb",
        "--no-defaults",
        "--socket=" + socket,
        "--user=root",
        "--batch",
        "--comments",
        "--skip-column-names",
        "--database=" + database);
  }
}
