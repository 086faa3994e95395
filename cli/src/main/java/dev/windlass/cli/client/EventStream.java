package dev.windlass.cli.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events. */
public final class EventStream {

  /** Is told each event as it comes. */
  @FunctionalInterface
  public interface Listener {
    void event(Event event);
  }

  /**
   * One event.
   *
   * @param id to come back with, or null
   */
  public record Event(@Nullable String id, String name, String data) {}

  private EventStream() {}

  /** Until the stream ends. Comments, with which a server keeps the line open, are passed over. */
  static void read(InputStream body, Listener listener) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          listener.event(new Event(id, name, data.toString()));
        }
        id = null;
        name = "message";
        data.setLength(0);
      } else if (line.startsWith("id:")) {
        id = value(line);
      } else if (line.startsWith("event:")) {
        name = value(line);
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line));
      }
    }
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
