package dev.windlass.activities.backup.dump;

import dev.windlass.activities.grant.Secret;
import dev.windlass.workflows.plan.Database;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A database as it is seen from where the tool runs.
 *
 * @param host name or address; of a tunnel 127.0.0.1
 * @param database its name on that server
 */
public record Endpoint(
    Database.Engine engine, String host, int port, String database, String user, Secret password) {

  /** A name that no tool takes for an option, or for a whole connection string. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$.][A-Za-z0-9_$.@-]*");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:][A-Za-z0-9._:-]*");

  /**
   * @throws IllegalArgumentException for names that a tool would take for something else
   */
  public Endpoint {
    check("host", HOST, host);
    check("database", NAME, database);
    check("user", NAME, user);
  }

  private static void check(String what, Pattern expected, String found) {
    if (!expected.matcher(found).matches()) {
      throw new IllegalArgumentException(
          "%s '%s': expected letters, digits and . _ $ -, not beginning with -"
              .formatted(what, found));
    }
  }

  /** The arguments by which a tool of this engine finds it, without the database's name. */
  List<String> arguments() {
    return switch (engine) {
      case MARIADB, MYSQL ->
          List.of("--protocol=tcp", "--host=" + host, "--port=" + port, "--user=" + user);
      case POSTGRESQL ->
          List.of("--no-password", "--host=" + host, "--port=" + port, "--username=" + user);
    };
  }

  ToolCommand.Login login() {
    return switch (engine) {
      case MARIADB, MYSQL -> ToolCommand.Login.OPTION_FILE;
      case POSTGRESQL -> ToolCommand.Login.PGPASSWORD;
    };
  }

  /** For messages. */
  @Override
  public String toString() {
    return database + " at " + host + ":" + port;
  }
}
