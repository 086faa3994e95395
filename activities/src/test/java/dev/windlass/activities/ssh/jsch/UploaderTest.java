package dev.windlass.activities.ssh.jsch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UploaderTest {

  private final byte[] content = new byte[200_000];

  UploaderTest() {
    new Random(1).nextBytes(content);
  }

  @Test
  void passesAllAndSaysThatItIsAll() throws IOException {
    var taken = new Channel(Integer.MAX_VALUE, null);
    Uploader.pass(new ByteArrayInputStream(content), taken);
    assertThat(taken.bytes.toByteArray()).isEqualTo(content);
    assertThat(taken.closed).isTrue();
  }

  @Test
  void aConnectionThatIsLostInTheMiddleIsNoFaultOfTheContent() throws IOException {
    var lost = new Channel(100_000, null);
    Uploader.pass(new ByteArrayInputStream(content), lost);
    assertThat(lost.bytes.size()).isBetween(1, 100_000);
  }

  @Test
  void aConnectionThatIsLostWhileTheRestIsFlushedIsNoFaultOfTheContentEither() throws IOException {
    var lost = new Channel(Integer.MAX_VALUE, new IOException("channel is broken"));
    Uploader.pass(new ByteArrayInputStream(content), lost);
    assertThat(lost.closed).isTrue();
  }

  @Test
  void contentThatCannotBeReadIsNotEnded() {
    var taken = new Channel(Integer.MAX_VALUE, null);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("bad sector");
          }

          @Override
          public int read(byte[] piece, int offset, int length) throws IOException {
            throw new IOException("bad sector");
          }
        };
    assertThatThrownBy(() -> Uploader.pass(broken, taken)).hasMessage("bad sector");
    assertThat(taken.closed).isFalse();
  }

  @Test
  void anInterruptionIsPassedOn() {
    var interrupted = new Channel(Integer.MAX_VALUE, new InterruptedIOException());
    assertThatThrownBy(() -> Uploader.pass(new ByteArrayInputStream(content), interrupted))
        .isInstanceOf(InterruptedIOException.class);
  }

  /** Takes so many bytes, and may fail at its end. */
  private static final class Channel extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private final @Nullable IOException atClose;
    private boolean closed;

    Channel(int most, @Nullable IOException atClose) {
      this.most = most;
      this.atClose = atClose;
    }

    @Override
    public void write(int one) {
      throw new UnsupportedOperationException("piece by piece");
    }

    @Override
    public void write(byte[] piece, int offset, int length) throws IOException {
      if (bytes.size() + length > most) {
        throw new IOException("channel is broken");
      }
      bytes.write(piece, offset, length);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      if (atClose != null) {
        throw atClose;
      }
    }
  }
}
