package dev.windlass.store;

import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.store.database.DatabaseSettingsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the store is.
 *
 * @param file database of this process alone, without an ending; or null
 * @param postgres database for several processes; or null
 * @param artifacts directory of the releases' files
 * @param role {@code all} when api and worker share this process; else the only one that runs
 */
@ConfigurationProperties("windlass.store")
public record StoreProperties(
    @Nullable Path file,
    @Nullable Postgres postgres,
    @DefaultValue("artifacts") Path artifacts,
    @DefaultValue("all") String role) {

  /**
   * The database that is meant.
   *
   * @throws DatabaseSettingsException when none is, or both are, or it cannot be shared
   */
  public DatabaseSettings settings() {
    DatabaseSettings settings;
    if (file != null && postgres == null) {
      settings = new DatabaseSettings.OwnFile(file);
    } else if (file == null && postgres != null) {
      settings = postgres.settings();
    } else {
      throw new DatabaseSettingsException(
          (file == null ? "no database is set" : "two databases are set")
              + ", expected either windlass.store.file or windlass.store.postgres.host");
    }
    return role.equals("all") ? settings : settings.forSeparateRole(role);
  }

  /**
   * @param password from the environment; better a file
   * @param certificates PEM file of authorities to trust, or null for those of the JVM
   */
  public record Postgres(
      String host,
      @DefaultValue("5432") int port,
      @DefaultValue("windlass") String database,
      @DefaultValue("windlass") String user,
      @Nullable String password,
      @Nullable Path passwordFile,
      @DefaultValue("verify-full") DatabaseSettings.Tls tls,
      @Nullable Path certificates) {

    DatabaseSettings settings() {
      return new DatabaseSettings.Postgres(
          host, port, database, user, password, passwordFile, tls, certificates);
    }

    @Override
    public String toString() {
      return settings().toString();
    }
  }
}
