package dev.windlass.activities.ssh.sftp;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.FileRefusedException;
import dev.windlass.activities.ssh.FileRefusedException.Why;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Sends requests and finds their answers, which may come in another order. */
final class Wire {

  private static final int PROTOCOL = 3;

  /** No answer to what we ask is longer; other bytes than SFTP's read as an absurd length. */
  private static final int LONGEST = 300 * 1024;

  private final String host;
  private final DataInputStream from;
  private final DataOutputStream to;
  private final Map<Integer, Reply> early = new HashMap<>();
  private final Set<String> extensions = new HashSet<>();
  private int lastId;

  Wire(String host, InputStream from, OutputStream to) {
    this.host = host;
    this.from = new DataInputStream(from);
    this.to = new DataOutputStream(to);
  }

  String host() {
    return host;
  }

  /** Agrees on the protocol; must come first. */
  void greet() {
    try {
      to.writeInt(5);
      to.writeByte(Type.INIT);
      to.writeInt(PROTOCOL);
      to.flush();
      // Its version stands where other answers have their number.
      Reply version = receive();
      if (version.type() != Type.VERSION || version.id() < PROTOCOL) {
        throw stranger("it speaks version " + version.id());
      }
      while (version.fields().hasRemaining()) {
        extensions.add(version.text());
        version.data();
      }
    } catch (IOException e) {
      throw lost(e);
    } catch (BufferUnderflowException e) {
      throw stranger("its greeting is cut short");
    }
  }

  /** Whether the host offers an addition to the protocol. */
  boolean offers(String extension) {
    return extensions.contains(extension);
  }

  /** Sends, perhaps later, and waits for nothing. */
  int send(Request request) {
    byte[] fields = request.fields();
    try {
      to.writeInt(fields.length + 5);
      to.writeByte(request.type());
      to.writeInt(++lastId);
      to.write(fields);
      return lastId;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  Reply await(int id) {
    try {
      to.flush();
      if (Thread.currentThread().isInterrupted()) {
        // Else it would depend on whether the answer has come already.
        throw new InterruptedIOException();
      }
      while (!early.containsKey(id)) {
        Reply reply = receive();
        early.put(reply.id(), reply);
      }
      return Objects.requireNonNull(early.remove(id));
    } catch (IOException e) {
      throw lost(e);
    }
  }

  Reply ask(Request request) {
    return await(send(request));
  }

  private Reply receive() throws IOException {
    int length = from.readInt();
    if (length < 5 || length > LONGEST) {
      throw stranger("a packet of " + Integer.toUnsignedString(length) + " bytes came");
    }
    byte[] packet = new byte[length];
    from.readFully(packet);
    ByteBuffer fields = ByteBuffer.wrap(packet);
    int type = Byte.toUnsignedInt(fields.get());
    return new Reply(type, fields.getInt(), fields.slice());
  }

  private FileRefusedException stranger(String found) {
    return new FileRefusedException(
        Why.UNTOLD,
        "%s: what answers as SFTP is something else (%s). Do start-up files of the login print?"
            .formatted(host, found));
  }

  RuntimeException lost(IOException cause) {
    if (cause instanceof InterruptedIOException) {
      Thread.currentThread().interrupt();
      return new CancellationException("interrupted while waiting for a host");
    }
    return new ConnectionLostException(
        host + ": lost in the middle of its files: " + cause.getMessage(), cause);
  }
}
