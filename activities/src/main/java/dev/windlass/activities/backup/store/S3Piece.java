package dev.windlass.activities.backup.store;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/** The beginning of an array, which nobody may change while it travels. */
final class S3Piece {

  private final byte[] bytes;
  private final int length;

  S3Piece(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  RequestBody body() {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
  }

  /** By which the service knows that the piece has arrived as it was sent. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes, 0, length);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
