package dev.windlass.store.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A pool of connections with transactions. Close it after its users. */
public final class Database implements AutoCloseable {

  private final HikariDataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /**
   * Connects.
   *
   * @throws DatabaseSettingsException when the settings name no database or cannot be read
   */
  public static Database open(DatabaseSettings settings) {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName("windlass-store");
    pool.setJdbcUrl(settings.url());
    pool.setUsername(settings.user());
    pool.setPassword(settings.password());
    pool.setMaximumPoolSize(settings.connections());
    pool.setInitializationFailTimeout(settings.startupLimit().toMillis());
    return new Database(pool);
  }

  /** Brings the schema up to date; several processes may do so at once. */
  public void migrate() {
    Flyway.configure().dataSource(pool).locations("classpath:db/windlass").load().migrate();
  }

  public JdbcClient jdbc() {
    return jdbc;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Runs the work in one transaction: all of it happens or none. */
  public <T> T inTransaction(Supplier<T> work) {
    T result = transaction.execute(status -> work.get());
    if (result == null) {
      throw new IllegalStateException("work in a transaction gave null");
    }
    return result;
  }

  @Override
  public void close() {
    pool.close();
  }
}
