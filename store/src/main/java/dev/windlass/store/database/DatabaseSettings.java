package dev.windlass.store.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the database is: exactly one of a file of our own (H2) and a PostgreSQL server. */
public sealed interface DatabaseSettings {

  /** For JDBC. */
  String url();

  String user();

  /** Read now; never kept. */
  String password();

  /** Most connections at once. */
  int connections();

  /** How long to wait for the database at the start. */
  Duration startupLimit();

  /** Whether several processes can use it. */
  boolean isShared();

  /**
   * These settings, for a process that runs only some of the roles.
   *
   * @throws DatabaseSettingsException when other processes could not use the same database
   */
  default DatabaseSettings forSeparateRole(String role) {
    if (!isShared()) {
      throw new DatabaseSettingsException(
          "windlass "
              + role
              + ": windlass.store.file names a file that only one process can open; the roles api and"
              + " worker apart need PostgreSQL. Set windlass.store.postgres.host, .database and .user,"
              + " or start both roles in one process: windlass up");
    }
    return this;
  }

  /**
   * H2, one process. Every acknowledged row is on disk: its default of writing half a second later
   * loses rows when the process is killed.
   *
   * @param file path without the ending that H2 adds
   */
  record OwnFile(Path file) implements DatabaseSettings {
    @Override
    public String url() {
      return "jdbc:h2:file:"
          + file.toAbsolutePath()
          + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    @Override
    public String user() {
      return "windlass";
    }

    @Override
    public String password() {
      return "";
    }

    @Override
    public int connections() {
      return 8;
    }

    @Override
    public Duration startupLimit() {
      return Duration.ofSeconds(10);
    }

    @Override
    public boolean isShared() {
      return false;
    }
  }

  /**
   * @param clearPassword as the environment gave it, or null
   * @param passwordFile a file whose content is the password; or null
   * @param certificates PEM file of authorities to trust, or null for those of the JVM
   */
  record Postgres(
      String host,
      int port,
      String database,
      String user,
      @Nullable String clearPassword,
      @Nullable Path passwordFile,
      Tls tls,
      @Nullable Path certificates)
      implements DatabaseSettings {

    @Override
    public String url() {
      String trust =
          certificates == null
              ? tls == Tls.DISABLE || tls == Tls.REQUIRE
                  ? ""
                  : "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
              : "&sslrootcert=" + certificates.toAbsolutePath();
      return "jdbc:postgresql://%s:%d/%s?ApplicationName=windlass&tcpKeepAlive=true&sslmode=%s%s"
          .formatted(host, port, database, tls.sslmode(), trust);
    }

    @Override
    public String password() {
      if (passwordFile == null) {
        return clearPassword == null ? "" : clearPassword;
      }
      try {
        return Files.readString(passwordFile).strip();
      } catch (IOException unreadable) {
        throw new DatabaseSettingsException(
            "windlass.store.postgres.password-file: cannot read %s (%s)"
                .formatted(passwordFile, unreadable.getClass().getSimpleName()));
      }
    }

    @Override
    public int connections() {
      return 16;
    }

    @Override
    public Duration startupLimit() {
      return Duration.ofSeconds(60);
    }

    @Override
    public boolean isShared() {
      return true;
    }

    @Override
    public String toString() {
      return "Postgres[" + user + "@" + host + ":" + port + "/" + database + ", tls " + tls + "]";
    }
  }

  /** How a connection to PostgreSQL is protected. */
  enum Tls {
    /** Not at all: only through a tunnel or inside one machine. */
    DISABLE("disable"),
    REQUIRE("require"),
    VERIFY_CA("verify-ca"),
    /** The server's name is checked too: the default. */
    VERIFY_FULL("verify-full");

    private final String sslmode;

    Tls(String sslmode) {
      this.sslmode = sslmode;
    }

    String sslmode() {
      return sslmode;
    }
  }
}
