package dev.windlass.sandbox.demo.shop;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer. */
record Answer(int status, String body, Map<String, String> headers) {

  Answer(int status, String body) {
    this(status, body, Map.of());
  }

  static Answer ok(String body) {
    return new Answer(200, body);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, body, more);
  }

  /** As it travels; the connection ends with it. */
  byte[] bytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Type: text/html; charset=utf-8\r\nContent-Length: ")
        .append(content.length)
        .append("\r\nConnection: close\r\n\r\n")
        .append(body);
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }
}
