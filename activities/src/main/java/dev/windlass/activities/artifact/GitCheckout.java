package dev.windlass.activities.artifact;

import dev.windlass.activities.temporary.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A bare repository in a directory of its own, with one revision in it. Nothing of the worker's own
 * git or SSH settings is used; key and pins are files in that directory, gone when this is closed.
 */
final class GitCheckout implements AutoCloseable {

  private static final long LIMIT_MINUTES = 10;
  private static final List<String> INHERITED =
      List.of("PATH", "TMPDIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY");

  private final Path directory;

  private GitCheckout(Path directory) {
    this.directory = directory;
  }

  /** An empty one, whose key, if there is any, is this private key. */
  static GitCheckout create(String key, List<String> pins) throws IOException {
    GitCheckout checkout = new GitCheckout(TemporaryFiles.directory("git"));
    var mine = PosixFilePermissions.fromString("rw-------");
    Path file = checkout.directory.resolve("key");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(mine));
    Files.writeString(file, key.endsWith("\n") ? key : key + "\n", StandardOpenOption.WRITE);
    Files.write(checkout.directory.resolve("known_hosts"), pins);
    checkout.git("init", "-q", "--bare", checkout.repository());
    return checkout;
  }

  /** Fetches the revision and returns its commit's id. */
  String fetch(String url, String revision) throws IOException {
    try {
      // One commit is enough, where the server hands it out by that name.
      git("-C", repository(), "fetch", "-q", "--depth", "1", "--", url, revision);
      return git("-C", repository(), "rev-parse", "--verify", "FETCH_HEAD^{commit}").strip();
    } catch (GitFailedException oneOnly) {
      git(
          "-C",
          repository(),
          "fetch",
          "-q",
          "--",
          url,
          "+refs/heads/*:refs/heads/*",
          "+refs/tags/*:refs/tags/*");
      return git("-C", repository(), "rev-parse", "--verify", revision + "^{commit}").strip();
    }
  }

  /** Writes the commit's files as a tar; the same commit always gives the same bytes. */
  void archive(String commit, OutputStream to) throws IOException {
    Path error = directory.resolve("archive.err");
    Process process =
        process("-C", repository(), "archive", "--format=tar", commit)
            .redirectError(error.toFile())
            .start();
    try (InputStream tar = process.getInputStream()) {
      tar.transferTo(to);
      ended(process, Files.readString(error));
    } finally {
      process.destroyForcibly();
    }
  }

  private String git(String... arguments) throws IOException {
    Process process = process(arguments).redirectErrorStream(true).start();
    try (InputStream said = process.getInputStream()) {
      String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      ended(process, text);
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void ended(Process process, String said) {
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new GitFailedException(said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("git").initCause(e);
    }
  }

  private ProcessBuilder process(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(Path.of("/dev/null").toFile());
    // What else the Windlass worker was started with, passwords among it, is none of git's
    // business.
    builder.environment().keySet().retainAll(INHERITED);
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                directory.toString(),
                "LC_ALL",
                "C",
                "GIT_TERMINAL_PROMPT",
                "0",
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_CONFIG_GLOBAL",
                "/dev/null",
                "GIT_ALLOW_PROTOCOL",
                "ssh:https",
                "GIT_SSH_COMMAND",
                ssh()));
    return builder;
  }

  /** The directory is ours and needs no quoting. */
  private String ssh() {
    return "ssh -F /dev/null -i "
        + directory.resolve("key")
        + " -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes"
        + " -o StrictHostKeyChecking=yes -o ConnectTimeout=15 -o UserKnownHostsFile="
        + directory.resolve("known_hosts");
  }

  private String repository() {
    return directory.resolve("repository").toString();
  }

  @Override
  public void close() {
    TemporaryFiles.delete(directory);
  }

  /** git ended with another code than 0; the message is what it said. */
  static final class GitFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GitFailedException(String said) {
      super(said);
    }
  }
}
