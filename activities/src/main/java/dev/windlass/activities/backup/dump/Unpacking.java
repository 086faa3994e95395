package dev.windlass.activities.backup.dump;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.windlass.activities.backup.dump.SealedStreamException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Decompresses exactly one frame of zstd. The library's own stream takes any number of frames one
 * after the other, and would so take what somebody added.
 */
final class Unpacking {

  private static final int PIECE = 256 * 1024;

  private final ByteBuffer in = ByteBuffer.allocateDirect(PIECE);
  private final ByteBuffer out = ByteBuffer.allocateDirect(PIECE);
  private final byte[] piece = new byte[PIECE];
  private final OutputStream plain;
  private long bytes;
  private boolean ended;

  private Unpacking(OutputStream plain) {
    this.plain = plain;
  }

  /**
   * Up to the end of what is packed.
   *
   * @return how many bytes came out
   * @throws SealedStreamException when it isn't one frame
   */
  static long unpack(Relay packed, OutputStream plain) throws IOException {
    var unpacking = new Unpacking(plain);
    try (var context = new ZstdDecompressCtx()) {
      for (Relay.Block block = packed.next(); block != null; block = packed.next()) {
        unpacking.take(context, block);
        packed.giveBack(block);
      }
    }
    if (!unpacking.ended) {
      throw new SealedStreamException(Reason.TRUNCATED, null);
    }
    plain.flush();
    return unpacking.bytes;
  }

  private void take(ZstdDecompressCtx context, Relay.Block block) throws IOException {
    in.clear().put(block.bytes, 0, block.length).flip();
    while (in.hasRemaining() && !ended) {
      step(context);
    }
    if (in.hasRemaining()) {
      throw new SealedStreamException(
          Reason.TRAILING, "something follows the compressed frame", null);
    }
  }

  private void step(ZstdDecompressCtx context) throws IOException {
    do {
      out.clear();
      try {
        ended = context.decompressDirectByteBufferStream(out, in);
      } catch (ZstdException e) {
        throw new SealedStreamException(Reason.DAMAGED, "zstd says: " + e.getMessage(), e);
      }
      write();
      // A full buffer may not be all that this input gives.
    } while (!ended && out.limit() == out.capacity());
  }

  private void write() throws IOException {
    out.flip();
    int length = out.remaining();
    out.get(piece, 0, length);
    plain.write(piece, 0, length);
    bytes += length;
  }
}
