package dev.windlass.store.database;

/** The settings of the database cannot be used; the message says what to write instead. */
public final class DatabaseSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseSettingsException(String message) {
    super(message);
  }
}
