package dev.windlass.api.security;

import dev.windlass.api.ApiProperties;
import dev.windlass.store.Store;
import dev.windlass.store.token.NewToken;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.RoleGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Gives an empty store its first admin, in a file that only the server's own user reads. It is
 * there before the server answers its first request.
 */
public final class FirstToken implements SmartInitializingSingleton {

  /** Name of the file in the data directory. */
  public static final String FILE = "first-token";

  private static final Logger LOG = LoggerFactory.getLogger("windlass.authentication");
  private static final String NAME = "admin";

  private final Store store;
  private final ApiProperties properties;

  public FirstToken(Store store, ApiProperties properties) {
    this.store = store;
    this.properties = properties;
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (!store.tokens().list().isEmpty()) {
      return;
    }
    NewToken admin =
        new NewToken(
            NAME,
            List.of(new RoleGrant(RoleGrant.ANY, RoleGrant.ANY, Role.ADMIN)),
            NAME,
            Instant.now(),
            null);
    String chosen = properties.firstToken();
    if (chosen != null) {
      store.tokens().keep(admin, chosen);
      return;
    }
    Path file = properties.data().resolve(FILE);
    write(file, store.tokens().issue(admin).secret());
    LOG.info("the first token, of role admin, is in {}", file.toAbsolutePath());
  }

  private static void write(Path file, String secret) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(file);
      var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Set<StandardOpenOption> fresh =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel = Files.newByteChannel(file, fresh, mode)) {
        channel.write(ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the first token could not be written to " + file, e);
    }
  }
}
