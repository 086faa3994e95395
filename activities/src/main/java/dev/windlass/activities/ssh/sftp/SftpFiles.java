package dev.windlass.activities.ssh.sftp;

import dev.windlass.activities.ssh.FileRefusedException;
import dev.windlass.activities.ssh.FileRefusedException.Why;
import dev.windlass.activities.ssh.RemoteFile;
import dev.windlass.activities.ssh.RemoteFiles;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files over the streams of an SFTP channel. */
public final class SftpFiles implements RemoteFiles {

  private static final int READ = 1;
  private static final int NEW_TO_WRITE = 0x02 | 0x08 | 0x20;
  private static final int HAS_MODE = 4;
  private static final int OWNER_FILE = 0600;
  private static final int OWNER_DIRECTORY = 0700;
  private static final String FSYNC = "fsync@openssh.com";
  private static final String STATVFS = "statvfs@openssh.com";

  private final Wire wire;
  private final Runnable onClose;

  private SftpFiles(Wire wire, Runnable onClose) {
    this.wire = wire;
    this.onClose = onClose;
  }

  /**
   * Agrees with the host on the protocol.
   *
   * @param host what people call it
   * @param onClose gives the channel back
   */
  public static SftpFiles over(String host, InputStream from, OutputStream to, Runnable onClose) {
    Wire wire = new Wire(host, from, to);
    wire.greet();
    return new SftpFiles(wire, onClose);
  }

  @Override
  public OutputStream create(String path) {
    Reply answer = wire.ask(creation(path));
    if (answer.code() == Status.NO_SUCH_FILE) {
      makeDirectories(parent(path));
      answer = wire.ask(creation(path));
    }
    return new SftpOutput(this, path, handle(answer, path));
  }

  private static Request creation(String path) {
    return Request.of(Type.OPEN)
        .text(path)
        .number(NEW_TO_WRITE)
        .number(HAS_MODE)
        .number(OWNER_FILE);
  }

  private void makeDirectories(String directory) {
    if (look(directory) != null) {
      return;
    }
    makeDirectories(parent(directory));
    Reply answer =
        wire.ask(Request.of(Type.MKDIR).text(directory).number(HAS_MODE).number(OWNER_DIRECTORY));
    if (answer.code() != Status.OK && look(directory) == null) {
      throw refused(answer, directory);
    }
    syncDirectory(parent(directory));
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  @Override
  public InputStream read(String path) {
    return new SftpInput(this, path, handle(wire.ask(opening(path)), path));
  }

  private static Request opening(String path) {
    return Request.of(Type.OPEN).text(path).number(READ).number(0);
  }

  @Override
  public @Nullable RemoteFile look(String path) {
    Reply answer = wire.ask(Request.of(Type.STAT).text(path));
    return answer.code() == Status.NO_SUCH_FILE
        ? null
        : of(Type.ATTRS, answer, path).file(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public List<RemoteFile> list(String directory) {
    byte[] handle = handle(wire.ask(Request.of(Type.OPENDIR).text(directory)), directory);
    try {
      List<RemoteFile> found = new ArrayList<>();
      Reply page = page(handle);
      while (page.code() != Status.EOF) {
        add(of(Type.NAME, page, directory), found);
        page = page(handle);
      }
      return found;
    } finally {
      end(handle);
    }
  }

  private Reply page(byte[] handle) {
    return wire.ask(Request.of(Type.READDIR).data(handle));
  }

  private static void add(Reply page, List<RemoteFile> found) {
    for (int left = page.number(); left > 0; left--) {
      String name = page.text();
      page.data(); // the line that ls would print
      RemoteFile file = page.file(name);
      if (!name.equals(".") && !name.equals("..")) {
        found.add(file);
      }
    }
  }

  @Override
  public void publish(String from, String to) {
    // The host is to refuse a name that is taken, but not every host does.
    requireAbsent(to);
    Reply answer = wire.ask(Request.of(Type.RENAME).text(from).text(to));
    if (answer.code() != Status.OK) {
      requireAbsent(to);
      throw refused(answer, to);
    }
    syncDirectory(parent(to));
  }

  private void requireAbsent(String path) {
    if (look(path) != null) {
      throw new FileRefusedException(
          Why.PRESENT, "%s: %s is there already".formatted(wire.host(), path));
    }
  }

  @Override
  public void delete(String path) {
    Reply answer = wire.ask(Request.of(Type.REMOVE).text(path));
    if (answer.code() != Status.OK && isDirectory(path)) {
      answer = wire.ask(Request.of(Type.RMDIR).text(path));
    }
    if (answer.code() != Status.OK) {
      throw refused(answer, path);
    }
  }

  private boolean isDirectory(String path) {
    RemoteFile there = look(path);
    return there != null && there.kind() == RemoteFile.Kind.DIRECTORY;
  }

  @Override
  public void close() {
    onClose.run();
  }

  Wire wire() {
    return wire;
  }

  Reply end(byte[] handle) {
    return wire.ask(Request.of(Type.CLOSE).data(handle));
  }

  /** Has an open file on the disk, where the host can. */
  void sync(byte[] handle, String path) {
    if (wire.offers(FSYNC)) {
      Reply answer = wire.ask(Request.of(Type.EXTENDED).text(FSYNC).data(handle));
      if (answer.code() != Status.OK) {
        throw refused(answer, path);
      }
    }
  }

  /** Has a directory's names on the disk; not every host opens a directory as a file for it. */
  private void syncDirectory(String directory) {
    Reply opened = wire.offers(FSYNC) ? wire.ask(opening(directory)) : null;
    if (opened != null && opened.type() == Type.HANDLE) {
      byte[] handle = bytes(opened.data());
      wire.ask(Request.of(Type.EXTENDED).text(FSYNC).data(handle));
      end(handle);
    }
  }

  private byte[] handle(Reply answer, String path) {
    return bytes(of(Type.HANDLE, answer, path).data());
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    return bytes;
  }

  private Reply of(int type, Reply answer, String path) {
    if (answer.type() != type) {
      throw refused(answer, path);
    }
    return answer;
  }

  /** What the host said instead of yes. Most say no more than that something failed. */
  FileRefusedException refused(Reply answer, String path) {
    int code = answer.code();
    Why why = Status.why(code);
    if (why == Why.UNTOLD && isFull(parent(path))) {
      why = Why.FULL;
    }
    String said = code < 0 ? "an answer of type " + answer.type() : answer.said();
    return new FileRefusedException(
        why,
        "%s: %s: %s (status %d)"
            .formatted(wire.host(), path, why == Why.FULL ? said + ", no space left" : said, code));
  }

  private boolean isFull(String directory) {
    if (!wire.offers(STATVFS)) {
      return false;
    }
    Reply answer = wire.ask(Request.of(Type.EXTENDED).text(STATVFS).text(directory));
    if (answer.type() != Type.EXTENDED_REPLY) {
      return false;
    }
    answer.wide();
    long unit = answer.wide();
    answer.wide();
    answer.wide();
    return answer.wide() * unit < SftpOutput.PIECE;
  }
}
