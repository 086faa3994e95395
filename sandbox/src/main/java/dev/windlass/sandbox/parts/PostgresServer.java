package dev.windlass.sandbox.parts;

import dev.windlass.sandbox.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the operating system's package. It refuses to run as root; there it runs as the
 * package's user {@code postgres}.
 */
public final class PostgresServer implements DatabaseServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(40);
  private static final String ADMINISTRATOR = "postgres";

  private final Workspace workspace;
  private final Daemon daemon;
  private final int port;

  private PostgresServer(Workspace workspace, Daemon daemon, int port) {
    this.workspace = workspace;
    this.daemon = daemon;
    this.port = port;
  }

  public static PostgresServer start() {
    return install(Workspace.create("postgres"));
  }

  /** One whose data lies below this directory, which its user may enter. */
  public static PostgresServer start(Path directory) {
    return install(Workspace.in(directory, "postgres"));
  }

  private static PostgresServer install(Workspace workspace) {
    if (isRoot()) {
      workspace.giveTo(ADMINISTRATOR);
    }
    Path directory = workspace.directory();
    String data = directory.resolve("data").toString();
    new Command(
            asServer(
                "initdb",
                "--pgdata=" + data,
                "--username=" + ADMINISTRATOR,
                "--auth-local=trust",
                "--auth-host=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8"))
        .orFail("");
    return start(workspace);
  }

  /** A standby that follows this server, with a copy of its data. */
  public PostgresServer standby() {
    Workspace copy = Workspace.create("postgres");
    if (isRoot()) {
      copy.giveTo(ADMINISTRATOR);
    }
    new Command(
            asServer(
                "pg_basebackup",
                "--pgdata=" + copy.directory().resolve("data"),
                "--host=" + workspace.directory(),
                "--port=" + port,
                "--username=" + ADMINISTRATOR,
                "--checkpoint=fast",
                "--write-recovery-conf"))
        .orFail("");
    return start(copy);
  }

  private static PostgresServer start(Workspace workspace) {
    Path directory = workspace.directory();
    String data = directory.resolve("data").toString();
    int port = Ports.free();
    List<String> command =
        asServer(
            "postgres",
            "-D",
            data,
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "port=" + port,
            "-c",
            "unix_socket_directories=" + directory);
    Daemon daemon = Daemon.start(command, directory.resolve("log"));
    daemon.endWithJvm();
    PostgresServer server = new PostgresServer(workspace, daemon, port);
    daemon.await(START_LIMIT, () -> server.client(ADMINISTRATOR).run("select 1").exit() == 0);
    return server;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  @Override
  public void createDatabase(String name, String user, String password) {
    sql(
        ADMINISTRATOR,
        """
        create role "%2$s" login password '%3$s';
        create database "%1$s" owner "%2$s";
        """
            .formatted(name, user, password));
  }

  @Override
  public String sql(String database, String statements) {
    return client(database).orFail(statements);
  }

  @Override
  public void kill() {
    daemon.kill();
  }

  @Override
  public PostgresServer again() {
    return start(workspace);
  }

  /** Ends the server at once for its clients (a "fast" shutdown) and removes its data. */
  @Override
  public void close() {
    // SIGTERM waits for clients to leave, which a test's connection pool may never do.
    Command.of("kill", "-s", "INT", Long.toString(daemon.handle().pid())).run();
    daemon.close();
    workspace.close();
  }

  private Command client(String database) {
    return Command.of(
        "psql",
        "--no-psqlrc",
        "--host=" + workspace.directory(),
        "--port=" + port,
        "--username=" + ADMINISTRATOR,
        "--dbname=" + database,
        "--quiet",
        "--tuples-only",
        "--no-align",
        "--field-separator=\t",
        "--set=ON_ERROR_STOP=1");
  }

  private static List<String> asServer(String program, String... arguments) {
    String file = Programs.fileOrName(program);
    Stream<String> other =
        Stream.of(
            "setpriv",
            "--reuid=" + ADMINISTRATOR,
            "--regid=" + ADMINISTRATOR,
            "--init-groups",
            "--");
    return Stream.of(
            isRoot() ? other : Stream.<String>empty(), Stream.of(file), Stream.of(arguments))
        .flatMap(part -> part)
        .toList();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
