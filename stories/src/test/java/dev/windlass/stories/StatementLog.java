package dev.windlass.stories;

import dev.windlass.sandbox.parts.DatabaseServer;
import dev.windlass.sandbox.parts.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that a user asks a server to do from now on, as the server's own log has it.
 *
 * @param user whose statements they are
 */
record StatementLog(DatabaseServer server, String user) {

  /** Begins to log; what was logged before is forgotten. */
  static StatementLog begin(DatabaseServer server, String user) {
    server.sql(
        server instanceof MariaDbServer ? "" : "postgres",
        server instanceof MariaDbServer
            ? "set global log_output = 'TABLE'; set global general_log = on;"
                + " truncate table mysql.general_log;"
            : "alter role %s set log_statement = 'all';".formatted(user));
    return new StatementLog(server, user);
  }

  /** One a line, in the server's words. */
  List<String> statements() throws IOException {
    return server instanceof MariaDbServer ? ofMariaDb() : ofPostgres();
  }

  private List<String> ofMariaDb() {
    return server
        .sql(
            "",
            "select replace(argument, '\\n', ' ') from mysql.general_log where command_type in"
                + " ('Query', 'Execute', 'Prepare', 'Init DB') and user_host like '%s[%%';"
                    .formatted(user))
        .lines()
        .toList();
  }

  /** Only this user's statements are logged; the log is where the server's words for people go. */
  private List<String> ofPostgres() throws IOException {
    String pid =
        server
            .sql("postgres", "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1);")
            .strip();
    try (var lines = Files.lines(Path.of("/proc", pid, "fd", "2"))) {
      return lines.filter(line -> line.matches(".*LOG:  (execute|statement).*")).toList();
    }
  }
}
