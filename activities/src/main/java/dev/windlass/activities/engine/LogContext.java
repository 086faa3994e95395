package dev.windlass.activities.engine;

import dev.windlass.workflows.fleet.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.MDC;

/** Ids that every line of the log carries while this is open, on this thread. */
public final class LogContext implements AutoCloseable {

  private final Map<String, String> ids;

  private LogContext(Map<String, String> ids) {
    this.ids = ids;
    ids.forEach(MDC::put);
  }

  public static LogContext of(Change change) {
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("application", change.application());
    ids.put("environment", change.environment());
    ids.put("deployment", change.deployment());
    ids.put("release", change.release());
    return new LogContext(ids);
  }

  public static LogContext of(Change change, String host) {
    Map<String, String> ids = new LinkedHashMap<>(of(change).ids);
    ids.put("host", host);
    return new LogContext(ids);
  }

  @Override
  public void close() {
    ids.keySet().forEach(MDC::remove);
  }
}
