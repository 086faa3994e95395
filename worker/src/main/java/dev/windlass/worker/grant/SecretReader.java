package dev.windlass.worker.grant;

import dev.windlass.activities.grant.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads values from where they live. Never logs, never keeps, never puts one into an error. */
public final class SecretReader {

  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 64 * 1024;

  /** Container engines mount secrets here, readable for the one container that sees them. */
  private static final Path MOUNTED = Path.of("/run/secrets");

  private final Variables variables;
  private final Duration limit;

  public SecretReader(Variables variables) {
    this(variables, COMMAND_LIMIT);
  }

  SecretReader(Variables variables, Duration limit) {
    this.variables = variables;
    this.limit = limit;
  }

  Secret read(GrantProperties.Source source) {
    if (source.file() != null) {
      return Secret.of(stripped(file(source.file())));
    }
    if (!source.command().isEmpty()) {
      return Secret.of(stripped(run(source.command())));
    }
    return Secret.of(variable(source.environment() == null ? "" : source.environment()));
  }

  /** The content of a file that only its owner and group can read. */
  String file(Path file) {
    try {
      boolean open = Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
      if (open && !file.toAbsolutePath().startsWith(MOUNTED)) {
        throw new UnreadableSecretException(
            "file %s can be read by everybody, expected mode 600; type: chmod 600 %s"
                .formatted(file, file));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableSecretException(
          "file %s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
    }
  }

  private String variable(String name) {
    String value = variables.value(name);
    if (value == null || value.isEmpty()) {
      throw new UnreadableSecretException("environment variable " + name + " is not set");
    }
    return value;
  }

  private String run(List<String> command) {
    String name = command.getFirst();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return answer(process, name);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UnreadableSecretException("command " + name + " cannot be started");
    } catch (ExecutionException e) {
      throw new UnreadableSecretException("command " + name + " broke off");
    } catch (TimeoutException e) {
      throw new UnreadableSecretException(
          "command %s gave no answer in %d s".formatted(name, limit.toSeconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreadableSecretException("command " + name + " was interrupted");
    }
  }

  private String answer(Process process, String name)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<byte[]> output = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            output.complete(process.getInputStream().readNBytes(MOST_BYTES));
          } catch (IOException e) {
            output.completeExceptionally(e);
          }
        });
    byte[] bytes = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException();
    }
    if (process.exitValue() != 0) {
      throw new UnreadableSecretException(
          "command %s ended with %d, expected 0".formatted(name, process.exitValue()));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Without the line end that editors and commands add. */
  private static String stripped(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** Variables of the environment. */
  @FunctionalInterface
  public interface Variables {
    @Nullable String value(String name);
  }
}
