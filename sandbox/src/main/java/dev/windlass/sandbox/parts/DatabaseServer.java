package dev.windlass.sandbox.parts;

/** A database server with a directory of its own, on loopback. */
public sealed interface DatabaseServer extends AutoCloseable permits MariaDbServer, PostgresServer {

  /** The TCP port on 127.0.0.1. */
  int port();

  /** The JDBC URL of one of its databases, without user and password. */
  String jdbcUrl(String database);

  /** Creates an empty database and a user who may do everything in it, over TCP, by password. */
  void createDatabase(String name, String user, String password);

  /** Runs statements as the server's administrator; returns what they print, tab separated. */
  String sql(String database, String statements);

  /** Ends it by SIGKILL, as a machine does that loses its power; its data stays. */
  void kill();

  /** After {@link #kill}: another server on the same data, which is closed instead of this one. */
  DatabaseServer again();

  /** Ends the server and removes its data. */
  @Override
  void close();
}
