package dev.windlass.sandbox.parts;

import dev.windlass.sandbox.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An S3-compatible service: Versity's gateway over a directory. Its file system must have extended
 * attributes.
 */
public final class S3Server implements AutoCloseable {

  /** The file that .ci/run builds; what a test requires. */
  public static final String PROGRAM = "versitygw";

  private static final Duration START_LIMIT = Duration.ofSeconds(40);
  private static final String ACCESS_KEY = "sandbox";
  private static final String SECRET_KEY = "sandbox-secret";

  private final Workspace workspace;
  private final Daemon daemon;
  private final int port;

  private S3Server(Workspace workspace, Daemon daemon, int port) {
    this.workspace = workspace;
    this.daemon = daemon;
    this.port = port;
  }

  /** Starts one without buckets. */
  public static S3Server start() {
    Workspace workspace = Workspace.create("s3");
    Path directory = workspace.directory();
    int port = Ports.free();
    Path buckets = buckets(workspace);
    createDirectory(buckets);
    List<String> command =
        List.of(
            Programs.fileOrName(PROGRAM),
            "--port",
            "127.0.0.1:" + port,
            "--access",
            ACCESS_KEY,
            "--secret",
            SECRET_KEY,
            "--quiet",
            "posix",
            buckets.toString());
    Daemon daemon = Daemon.start(command, directory.resolve("log"));
    daemon.endWithJvm();
    daemon.await(START_LIMIT, () -> Ports.answers(port));
    return new S3Server(workspace, daemon, port);
  }

  private static Path buckets(Workspace workspace) {
    return workspace.directory().resolve("buckets");
  }

  private static void createDirectory(Path directory) {
    try {
      Files.createDirectory(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a bucket, for the one account that there is. */
  public void createBucket(String name) {
    createDirectory(bucket(name));
  }

  /** Where it keeps a bucket's objects, as files under their keys. */
  public Path bucket(String name) {
    return buckets(workspace).resolve(name);
  }

  public int port() {
    return port;
  }

  /** Its address on the loopback: {@code http://127.0.0.1:port}. */
  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SECRET_KEY;
  }

  @Override
  public void close() {
    daemon.close();
    workspace.close();
  }
}
