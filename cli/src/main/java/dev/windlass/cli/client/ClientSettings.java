package dev.windlass.cli.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which server, and with which token. The token never stands on a command line, where other users
 * of the machine would see it.
 *
 * @param server base address
 * @param token or null when none was found
 * @param origin where the address was found, for people
 */
public record ClientSettings(URI server, @Nullable String token, String origin) {

  private static final String SERVER = "server";
  private static final String TOKEN_FILE = "tokenFile";
  private static final URI DEFAULT_SERVER = URI.create("http://127.0.0.1:8080");

  /**
   * Looks at the option, then the environment, then the file that {@code up} writes.
   *
   * @param option value of {@code --server}, or null
   */
  public static ClientSettings find(@Nullable String option, Map<String, String> environment) {
    Properties written = read(file(environment));
    String fromFile = written.getProperty(SERVER);
    URI server;
    String origin;
    if (option != null) {
      server = URI.create(option);
      origin = "--server";
    } else if (environment.containsKey("WINDLASS_SERVER")) {
      server = URI.create(environment.getOrDefault("WINDLASS_SERVER", ""));
      origin = "WINDLASS_SERVER";
    } else if (fromFile != null) {
      server = URI.create(fromFile);
      origin = file(environment).toString();
    } else {
      server = DEFAULT_SERVER;
      origin = "default";
    }
    // The kept token belongs to the kept server; another one must not get to see it.
    boolean kept = fromFile != null && URI.create(fromFile).equals(server);
    String token = environment.get("WINDLASS_TOKEN");
    return new ClientSettings(
        server, token != null || !kept ? token : token(written.getProperty(TOKEN_FILE)), origin);
  }

  /** Keeps a server and its token's file for the next {@link #find}. */
  public static Path keep(URI server, Path tokenFile, Map<String, String> environment) {
    Path file = file(environment);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.deleteIfExists(file);
      var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.createFile(file, mode);
      Files.writeString(
          file,
          SERVER + "=" + server + "\n" + TOKEN_FILE + "=" + tokenFile.toAbsolutePath() + "\n",
          StandardOpenOption.WRITE);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shell's idea of home: Java's own property ignores it. */
  public static String home(Map<String, String> environment) {
    return environment.getOrDefault("HOME", System.getProperty("user.home"));
  }

  private static Path file(Map<String, String> environment) {
    String base = environment.getOrDefault("XDG_CONFIG_HOME", home(environment) + "/.config");
    return Path.of(base, "windlass", "client.properties");
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.isReadable(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
  }

  private static @Nullable String token(@Nullable String file) {
    if (file == null || !Files.isReadable(Path.of(file))) {
      return null;
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ClientSettings[" + server + " from " + origin + "]";
  }
}
