package dev.windlass.worker.log;

import dev.windlass.activities.log.LogSink;
import dev.windlass.store.log.Chunk;
import dev.windlass.store.log.Logs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps output in the store; what the store refuses is lost, said once for each chunk. */
public final class StoreLogSink implements LogSink {

  private static final Logger log = LoggerFactory.getLogger("windlass.deployment");
  private final Logs logs;

  public StoreLogSink(Logs logs) {
    this.logs = logs;
  }

  @Override
  public void append(LogChunk chunk) {
    try {
      // PostgreSQL refuses the character NUL in texts.
      String text = chunk.text().replace('\0', '\uFFFD');
      logs.append(
          chunk.deployment(),
          chunk.host(),
          new Chunk(chunk.operation(), chunk.offset(), chunk.end(), text));
    } catch (DataAccessException | TransactionException e) {
      log.warn(
          "output of {} on {} from byte {} was not kept: {}",
          chunk.operation(),
          chunk.host(),
          chunk.offset(),
          e.getMessage());
    }
  }
}
