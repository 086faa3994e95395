package dev.windlass.activities.backup.store;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's content; what isn't read of it isn't fetched when it is closed. */
final class S3Input extends FilterInputStream {

  private final ResponseInputStream<GetObjectResponse> from;
  private boolean ended;

  S3Input(ResponseInputStream<GetObjectResponse> from) {
    super(from);
    this.from = from;
  }

  @Override
  public int read(byte[] to, int begin, int length) throws IOException {
    int count = from.read(to, begin, length);
    ended = count < 0;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      from.close();
    } else {
      // Closing alone would read the rest, to use the connection again.
      from.abort();
    }
  }
}
