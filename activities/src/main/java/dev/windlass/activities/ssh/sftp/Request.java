package dev.windlass.activities.ssh.sftp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The fields of a packet, in their order. Its type and number are the wire's business. */
final class Request {

  private final int type;
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream(64);

  private Request(int type) {
    this.type = type;
  }

  static Request of(int type) {
    return new Request(type);
  }

  int type() {
    return type;
  }

  Request number(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      fields.write(value >>> shift);
    }
    return this;
  }

  Request wide(long value) {
    return number((int) (value >>> 32)).number((int) value);
  }

  Request text(String value) {
    return data(value.getBytes(StandardCharsets.UTF_8));
  }

  Request data(byte[] bytes) {
    return data(bytes, bytes.length);
  }

  Request data(byte[] bytes, int length) {
    number(length);
    fields.write(bytes, 0, length);
    return this;
  }

  byte[] fields() {
    return fields.toByteArray();
  }
}
