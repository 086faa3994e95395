package dev.windlass.store;

import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that says what was acknowledged to it, until it is shot: row after row, or the number
 * of one deployment.
 */
public final class KilledWriter {
  private static final int ENOUGH = 50;

  private KilledWriter() {}

  /**
   * Writes for ever, or numbers one deployment.
   *
   * @param arguments the address of the database, or a word and the file of a store
   */
  public static void main(String... arguments) throws SQLException, InterruptedException {
    if (arguments.length > 1) {
      Store store = Store.of(Database.open(new DatabaseSettings.OwnFile(Path.of(arguments[1]))));
      System.out.println(store.ledger().open(Samples.open("d1", "shop", "production")).number());
      Thread.sleep(Duration.ofHours(1));
    }
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
    Process writer = start(url);
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

  /** Shoots it once it has numbered a deployment in the store of this file; returns the number. */
  static long numbered(Path file) throws IOException, InterruptedException {
    Process writer = start("number", file.toString());
    try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
      String last;
      do {
        last = said.readLine();
      } while (last != null && !last.matches("[0-9]+"));
      writer.destroyForcibly().waitFor();
      return Long.parseLong(String.valueOf(last));
    }
  }

  private static Process start(String... arguments) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KilledWriter.class.getName()));
    line.addAll(List.of(arguments));
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }
}
