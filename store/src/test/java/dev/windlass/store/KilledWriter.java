package dev.windlass.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A process that writes row after row and says each once it was acknowledged, until it is shot. */
public final class KilledWriter {
  private static final int ENOUGH = 50;

  private KilledWriter() {}

  /**
   * Writes for ever.
   *
   * @param arguments the address of the database
   */
  public static void main(String... arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0], "windlass", "");
        var statement = connection.createStatement()) {
      statement.execute("create table heard (number integer)");
      statement.execute("checkpoint sync");
      for (int number = 1; number < Integer.MAX_VALUE; number++) {
        statement.execute("insert into heard values (" + number + ")");
        System.out.println(number);
      }
    }
  }

  /** Shoots it after some rows; returns how many of those that it was told to be safe are gone. */
  static int lost(String url) throws IOException, InterruptedException, SQLException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process writer =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                url)
            .redirectErrorStream(true)
            .start();
    int acknowledged = 0;
    try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
      while (acknowledged < ENOUGH) {
        acknowledged = Integer.parseInt(said.readLine());
      }
      writer.destroyForcibly().waitFor();
    }
    try (Connection connection = DriverManager.getConnection(url, "windlass", "");
        var statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from heard where number <= " + acknowledged)) {
      rows.next();
      return acknowledged - rows.getInt(1);
    }
  }
}
