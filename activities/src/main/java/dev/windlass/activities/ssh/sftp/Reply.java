package dev.windlass.activities.ssh.sftp;

import dev.windlass.activities.ssh.RemoteFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An answer of the host: its type, the number of the request, and its fields to be read. */
record Reply(int type, int id, ByteBuffer fields) {

  private static final int HAS_SIZE = 1;
  private static final int HAS_OWNERS = 2;
  private static final int HAS_MODE = 4;
  private static final int HAS_TIMES = 8;
  private static final int HAS_MORE = 0x80000000;
  private static final int FORMAT = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;

  /** The code of a status; anything else has none, which is not {@link Status#OK}. */
  int code() {
    return type == Type.STATUS ? fields.getInt(0) : -1;
  }

  /** A status in the host's words, of which some have none. */
  String said() {
    fields.position(Integer.BYTES);
    return fields.remaining() > Integer.BYTES ? text() : "";
  }

  int number() {
    return fields.getInt();
  }

  long wide() {
    return fields.getLong();
  }

  String text() {
    return StandardCharsets.UTF_8.decode(data()).toString();
  }

  /** A string of bytes, such as the content of a file. */
  ByteBuffer data() {
    int length = fields.getInt();
    ByteBuffer data = fields.slice(fields.position(), length);
    fields.position(fields.position() + length);
    return data;
  }

  /** The attributes of a file, which come next. */
  RemoteFile file(String name) {
    int flags = number();
    long bytes = (flags & HAS_SIZE) == 0 ? 0 : wide();
    if ((flags & HAS_OWNERS) != 0) {
      wide();
    }
    int format = (flags & HAS_MODE) == 0 ? 0 : number() & FORMAT;
    Instant modified = Instant.EPOCH;
    if ((flags & HAS_TIMES) != 0) {
      number();
      modified = Instant.ofEpochSecond(Integer.toUnsignedLong(number()));
    }
    for (int left = (flags & HAS_MORE) == 0 ? 0 : number(); left > 0; left--) {
      data();
      data();
    }
    return new RemoteFile(name, kind(format), bytes, modified);
  }

  private static RemoteFile.Kind kind(int format) {
    return switch (format) {
      case DIRECTORY -> RemoteFile.Kind.DIRECTORY;
      case REGULAR -> RemoteFile.Kind.FILE;
      default -> RemoteFile.Kind.OTHER;
    };
  }
}
