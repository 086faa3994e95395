package dev.windlass.activities.migration;

import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.grant.Secret;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.Tunnel;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.SshAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The way to one database, directly or through a tunnel; closing it ends the tunnel. */
public final class DatabaseRoute implements AutoCloseable {

  private final Database database;
  private final String host;
  private final int port;
  private final @Nullable Tunnel tunnel;
  private final Secret password;

  private DatabaseRoute(
      Database database, String host, int port, @Nullable Tunnel tunnel, Secret password) {
    this.database = database;
    this.host = host;
    this.port = port;
    this.tunnel = tunnel;
    this.password = password;
  }

  /** Opens routes that are granted. */
  public record Opener(Grants grants, RemoteHosts hosts) {

    /**
     * @param through the host of the tunnel, or null
     */
    public DatabaseRoute open(
        Scope scope, Database database, SshAccess ssh, @Nullable Host through) {
      String address = database.host() + ":" + database.port();
      List<Problem> problems =
          grants.problems(scope, new Asked(List.of(), null, List.of(), List.of(address)));
      if (!problems.isEmpty()) {
        throw new NotGrantedException(problems);
      }
      Secret password =
          database.password() == null ? Secret.of("") : grants.secret(scope, database.password());
      if (through == null) {
        return new DatabaseRoute(database, database.host(), database.port(), null, password);
      }
      Tunnel tunnel =
          new GrantedHosts(grants, hosts)
              .open(scope, ssh, through)
              .forward(database.host(), database.port());
      return new DatabaseRoute(database, "127.0.0.1", tunnel.port(), tunnel, password);
    }
  }

  public Database database() {
    return database;
  }

  public Secret password() {
    return password;
  }

  /** Where a server answers. */
  public record Place(String host, int port) {}

  /** As the Windlass worker sees it, through the tunnel where there is one. */
  public Place here() {
    return new Place(host, port);
  }

  /** As the tunnel's host sees it. */
  public Place there() {
    return new Place(database.host(), database.port());
  }

  /**
   * The version of the schema, or null where there is none that is known.
   *
   * @param declared where update scripts write it; null where it is Flyway's to say
   * @param tables only these are looked at, or empty for all
   */
  public @Nullable String schemaVersion(
      Migrations.@Nullable Updates declared, List<String> tables) {
    if (!tables.isEmpty()
        && !tables.contains(declared == null ? History.FLYWAY : declared.table())) {
      return null;
    }
    Server server = Server.of(database.engine());
    try (Connection connection = connect(server.plainOptions())) {
      return declared == null
          ? new History(connection, History.FLYWAY).version()
          : new SchemaVersion(connection, declared).ask().known();
    } catch (SQLException e) {
      throw MigrationFailures.connecting(database.host() + "/" + database.name(), e);
    }
  }

  /** The URL, built from parts; options are ours. */
  String url(List<String> options) {
    if (!host.matches("[A-Za-z0-9._:-]+") || !database.name().matches("[A-Za-z0-9_$.-]+")) {
      throw new IllegalArgumentException(
          "database " + host + "/" + database.name() + ": not a name that an address can hold");
    }
    String place = host.contains(":") ? "[" + host + "]" : host;
    String scheme =
        database.engine() == Database.Engine.POSTGRESQL ? "jdbc:postgresql" : "jdbc:mariadb";
    return scheme
        + "://"
        + place
        + ":"
        + port
        + "/"
        + database.name()
        + (options.isEmpty() ? "" : "?" + String.join("&", options));
  }

  /** A connection of its own; the caller closes it. */
  public Connection connect(List<String> options) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", database.user());
    login.setProperty("password", password.reveal());
    return DriverManager.getConnection(url(options), login);
  }

  /**
   * A connection of its own for looking; the caller closes it.
   *
   * @throws io.temporal.failure.ApplicationFailure when there is none
   */
  public Connection connect() {
    try {
      return connect(Server.of(database.engine()).plainOptions());
    } catch (SQLException e) {
      throw MigrationFailures.connecting(database.host() + "/" + database.name(), e);
    }
  }

  /** Why nothing can be written there, or null. */
  public @Nullable String notWritable(Connection connection) throws SQLException {
    return Server.of(database.engine()).notWritable(connection);
  }

  @Override
  public void close() {
    if (tunnel != null) {
      tunnel.close();
    }
  }
}
