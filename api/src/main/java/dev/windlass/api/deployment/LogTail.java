package dev.windlass.api.deployment;

import dev.windlass.store.log.Chunk;
import dev.windlass.store.log.LogOperation;
import dev.windlass.store.log.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads on in the output of a deployment's jobs: every operation from where it was left. */
final class LogTail {

  /** Positions that fit into an event's id; older operations are sent again after a break. */
  private static final int REMEMBERED = 200;

  private final Logs logs;
  private final String deployment;
  private final @Nullable String host;
  private final Map<String, Long> positions = new LinkedHashMap<>(16, 0.75f, true);

  LogTail(Logs logs, String deployment, @Nullable String host) {
    this.logs = logs;
    this.deployment = deployment;
    this.host = host;
  }

  /** Takes what is new. */
  @FunctionalInterface
  interface Reader {
    void read(LogPiece piece) throws IOException;
  }

  /**
   * A piece of output.
   *
   * @param step with the attempt group when it is not the first, e.g. {@code prepare} or {@code
   *     prepare/2}
   * @param at position in the log on the host, in bytes
   */
  record LogPiece(String host, String step, long at, String text) {}

  /** Hands on everything that came since the last call. */
  void readOn(Reader reader) throws IOException {
    for (LogOperation operation : logs.operations(deployment)) {
      if (host == null || host.equals(operation.host())) {
        readOn(operation, reader);
      }
    }
  }

  private void readOn(LogOperation operation, Reader reader) throws IOException {
    String name = operation.operation();
    long at = positions.getOrDefault(name, 0L);
    while (at < operation.ends()) {
      List<Chunk> page = logs.read(name, at);
      for (Chunk chunk : page) {
        if (chunk.ends() > at) {
          LogPiece piece = new LogPiece(operation.host(), step(operation), at, fresh(chunk, at));
          at = chunk.ends();
          positions.put(name, at);
          reader.read(piece);
        }
      }
      if (page.isEmpty()) {
        return;
      }
    }
  }

  /** Two followers may cut differently; what was handed on already is cut off. */
  private static String fresh(Chunk chunk, long at) {
    byte[] bytes = chunk.text().getBytes(StandardCharsets.UTF_8);
    long known = at - chunk.begins();
    boolean measured = bytes.length == chunk.ends() - chunk.begins();
    return known > 0 && measured
        ? new String(Arrays.copyOfRange(bytes, (int) known, bytes.length), StandardCharsets.UTF_8)
        : chunk.text();
  }

  /** An operation is deployment/step/host/attempt group. */
  private String step(LogOperation operation) {
    String rest = operation.operation();
    if (rest.startsWith(deployment + "/")) {
      rest = rest.substring(deployment.length() + 1);
    }
    String step = rest.replace("/" + operation.host() + "/", "/");
    return step.endsWith("/1") ? step.substring(0, step.length() - 2) : step;
  }

  /** Where it stands, for {@link #goOn}. */
  String mark() {
    StringBuilder mark = new StringBuilder();
    positions.entrySet().stream()
        .skip(Math.max(0, positions.size() - REMEMBERED))
        .forEach(each ->
            mark.append('~').append(key(each.getKey())).append(':').append(each.getValue()));
    return mark.toString();
  }

  /** Goes on where a mark says; what does not fit any operation is left out. */
  void goOn(String mark) {
    Map<String, Long> marked = new LinkedHashMap<>();
    for (String each : mark.split("~", -1)) {
      int colon = each.indexOf(':');
      if (colon > 0 && each.substring(colon + 1).matches("[0-9]{1,18}")) {
        marked.put(each.substring(0, colon), Long.parseLong(each.substring(colon + 1)));
      }
    }
    for (LogOperation operation : logs.operations(deployment)) {
      Long at = marked.get(key(operation.operation()));
      if (at != null) {
        positions.put(operation.operation(), at);
      }
    }
  }

  private static String key(String operation) {
    return Integer.toHexString(operation.hashCode());
  }
}
