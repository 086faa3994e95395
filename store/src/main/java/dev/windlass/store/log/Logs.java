package dev.windlass.store.log;

import dev.windlass.store.database.Database;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Output of jobs. */
public final class Logs {

  /** Characters kept for each operation; what comes later is left out and said to be. */
  public static final long LIMIT = 4L * 1024 * 1024;

  private static final int PAGE = 200;
  private final Database database;
  private final JdbcClient jdbc;

  public Logs(Database database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /** Keeps a chunk; the same (operation, offset) again replaces it if it is longer. */
  public void append(String deployment, String host, Chunk chunk) {
    database.inTransaction(() -> write(deployment, host, chunk));
  }

  /** What a deployment's operations have written so far, by host. */
  public List<LogOperation> operations(String deployment) {
    return jdbc.sql(
            "select operation, host, ends, stored from log_operation"
                + " where deployment = :deployment order by host, operation")
        .param("deployment", deployment)
        .query((row, n) ->
            new LogOperation(
                row.getString("operation"),
                row.getString("host"),
                row.getLong("ends"),
                row.getLong("stored") > LIMIT))
        .list();
  }

  /** The next chunks of an operation that end after this position, in order; a page of them. */
  public List<Chunk> read(String operation, long after) {
    return jdbc.sql(
            "select begins, ends, text from log_chunk where operation = :operation"
                + " and ends > :after order by begins fetch first :page rows only")
        .param("operation", operation)
        .param("after", after)
        .param("page", PAGE)
        .query((row, n) ->
            new Chunk(operation, row.getLong("begins"), row.getLong("ends"), row.getString("text")))
        .list();
  }

  private boolean write(String deployment, String host, Chunk chunk) {
    jdbc.sql(
            "insert into log_operation (operation, deployment, host, ends, stored)"
                + " values (:operation, :deployment, :host, 0, 0) on conflict do nothing")
        .param("operation", chunk.operation())
        .param("deployment", deployment)
        .param("host", host)
        .update();
    boolean fits =
        jdbc.sql("select stored from log_operation where operation = :operation for update")
                .param("operation", chunk.operation())
                .query(Long.class)
                .single()
            <= LIMIT;
    int added = fits ? put(chunk) : 0;
    jdbc.sql(
            "update log_operation set ends = greatest(ends, :ends), stored = stored + :added"
                + " where operation = :operation")
        .param("ends", chunk.ends())
        .param("added", added)
        .param("operation", chunk.operation())
        .update();
    return fits;
  }

  /** Characters that the chunk added. */
  private int put(Chunk chunk) {
    int updated =
        jdbc.sql(
                "insert into log_chunk (operation, begins, ends, text)"
                    + " values (:operation, :begins, :ends, :text) on conflict do nothing")
            .param("operation", chunk.operation())
            .param("begins", chunk.begins())
            .param("ends", chunk.ends())
            .param("text", chunk.text())
            .update();
    if (updated == 0) {
      updated =
          jdbc.sql(
                  "update log_chunk set ends = :ends, text = :text"
                      + " where operation = :operation and begins = :begins and ends < :ends")
              .param("ends", chunk.ends())
              .param("text", chunk.text())
              .param("operation", chunk.operation())
              .param("begins", chunk.begins())
              .update();
    }
    return updated == 0 ? 0 : chunk.text().length();
  }
}
