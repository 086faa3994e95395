package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A database that Windlass itself connects to. The JDBC URL is built from these parts, never given.
 *
 * @param password name of a secret
 * @param through SSH host of the tunnel (a host's name of the plan), or null for a direct
 *     connection
 */
public record Database(
    Engine engine,
    String host,
    int port,
    String name,
    String user,
    @Nullable String password,
    @Nullable String through) {

  public enum Engine {
    @JsonProperty("mariadb")
    MARIADB,
    @JsonProperty("mysql")
    MYSQL,
    @JsonProperty("postgresql")
    POSTGRESQL
  }
}
