package dev.windlass.api.deployment;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/** Writes server-sent events as they come. */
final class EventStream {

  private final OutputStream out;
  private final JsonMapper json;

  EventStream(HttpServletResponse response, JsonMapper json) throws IOException {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    // nginx would hold events back until its buffer is full.
    response.setHeader("X-Accel-Buffering", "no");
    this.out = response.getOutputStream();
    this.json = json;
    response.flushBuffer();
  }

  /** One event; its id is where a client that comes back goes on. */
  void send(String event, String id, Object data) throws IOException {
    write("event: " + event + "\nid: " + id + "\ndata: " + json.writeValueAsString(data) + "\n\n");
  }

  /** Keeps the connection open and notices when the client is gone. */
  void beat() throws IOException {
    write(":\n\n");
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
