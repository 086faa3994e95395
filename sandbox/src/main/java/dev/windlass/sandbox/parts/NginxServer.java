package dev.windlass.sandbox.parts;

import dev.windlass.sandbox.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * An nginx with a prefix of its own. Every {@code *.conf} in {@link #sites()} is read inside its
 * {@code http} block; it listens on nothing until one of them says so.
 */
public final class NginxServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private final Workspace workspace;
  private final Daemon daemon;

  private NginxServer(Workspace workspace, Daemon daemon) {
    this.workspace = workspace;
    this.daemon = daemon;
  }

  public static NginxServer start() {
    Workspace workspace = Workspace.create("nginx");
    Path prefix = workspace.directory();
    try {
      Files.createDirectory(prefix.resolve("sites"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Workspace.write(prefix.resolve("nginx.conf"), mainConfiguration(prefix));
    Daemon daemon = Daemon.start(command(prefix, "-g", "daemon off;"), prefix.resolve("error.log"));
    daemon.await(START_LIMIT, () -> daemon.handle().children().findAny().isPresent());
    return new NginxServer(workspace, daemon);
  }

  /** The directory whose {@code *.conf} files it reads. */
  public Path sites() {
    return workspace.directory().resolve("sites");
  }

  /** Its error log. */
  public Path log() {
    return workspace.directory().resolve("error.log");
  }

  /** The command that tests the configuration ({@code nginx -t} for this server). */
  public List<String> testCommand() {
    return command(workspace.directory(), "-t");
  }

  /** The command that reloads it ({@code nginx -s reload} for this server). */
  public List<String> reloadCommand() {
    return command(workspace.directory(), "-s", "reload");
  }

  /** Tests the configuration, reloads it, and waits until no worker of the old one listens. */
  public void reload() {
    new Command(testCommand()).orFail("");
    List<ProcessHandle> before = daemon.handle().children().toList();
    new Command(reloadCommand()).orFail("");
    daemon.await(START_LIMIT, () -> before.stream().allMatch(this::hasLeft));
  }

  @Override
  public void close() {
    daemon.close();
    workspace.close();
  }

  private boolean hasLeft(ProcessHandle worker) {
    String farewell = "%1$d#%1$d: gracefully shutting down".formatted(worker.pid());
    return !worker.isAlive() || Workspace.read(log()).contains(farewell);
  }

  private static List<String> command(Path prefix, String... more) {
    String nginx = Programs.fileOrName("nginx");
    Stream<String> which =
        Stream.of(nginx, "-p", prefix + "/", "-e", "error.log", "-c", "nginx.conf");
    return Stream.concat(which, Stream.of(more)).toList();
  }

  private static String mainConfiguration(Path prefix) {
    String user = System.getProperty("user.name");
    return """
    %1$s
    worker_processes 2;
    pid %2$s/nginx.pid;
    error_log %2$s/error.log notice;
    events { worker_connections 1024; }
    http {
      access_log access.log;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      include sites/*.conf;
    }
    """
        // As root its workers would change to another user, who may not read our directory.
        .formatted("root".equals(user) ? "user root;" : "", prefix);
  }
}
