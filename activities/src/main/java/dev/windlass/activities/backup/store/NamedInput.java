package dev.windlass.activities.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Reads an object; whatever goes wrong comes out with the store's and the object's name. */
final class NamedInput extends InputStream {

  private final InputStream from;
  private final Function<Exception, RuntimeException> named;

  NamedInput(InputStream from, Function<Exception, RuntimeException> named) {
    this.from = from;
    this.named = named;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int begin, int length) {
    try {
      return from.read(to, begin, length);
    } catch (IOException | RuntimeException e) {
      throw named.apply(e);
    }
  }

  @Override
  public void close() {
    try {
      from.close();
    } catch (IOException | RuntimeException e) {
      throw named.apply(e);
    }
  }
}
