package dev.windlass.sandbox.demo.shop;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The shop's database: one connection, opened again when it is lost. */
final class Catalogue {

  private static final int ALIVE_SECONDS = 1;

  private final String query;
  private Connection connection;

  private Catalogue(String query, Connection connection) {
    this.query = query;
    this.connection = connection;
  }

  /** Connects to where DB_URL, DB_USER and DB_PASSWORD say, and reads once. */
  static Catalogue open(String query) throws SQLException {
    Catalogue catalogue = new Catalogue(query, connect());
    catalogue.offer();
    return catalogue;
  }

  /** The offer of the day. */
  synchronized String offer() throws SQLException {
    if (!connection.isValid(ALIVE_SECONDS)) {
      connection.close();
      connection = connect();
    }
    try (PreparedStatement statement = connection.prepareStatement(query);
        var rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("no offer today");
      }
      return rows.getString(1);
    }
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
  }
}
