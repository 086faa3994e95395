package dev.windlass.activities.backup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** The parts of an object on their way, a few at once. */
final class S3Parts {

  /** What one stream can be behind the other: the network while the next part is being filled. */
  private static final int AT_ONCE = 3;

  /** More than the service takes of one object. */
  private static final int TOO_MANY = 10_001;

  private final S3Place place;
  private final String upload;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<byte[]> spare = new ArrayBlockingQueue<>(AT_ONCE);
  private final List<Future<CompletedPart>> parts = new ArrayList<>();
  private volatile @Nullable RuntimeException failure;

  S3Parts(S3Place place) {
    this.place = place;
    this.upload = place.begin();
    for (int i = 0; i < AT_ONCE; i++) {
      spare.add(new byte[0]);
    }
  }

  /**
   * Sends a part on, and waits while too many are on their way.
   *
   * @return an array to use instead of the part's own, of no certain length
   */
  byte[] send(S3Piece part) {
    throwFailure();
    int number = parts.size() + 1;
    if (number == TOO_MANY) {
      throw new IllegalStateException(
          "the object is longer than 10,000 parts of %d bytes; store it as several"
              .formatted(part.length()));
    }
    byte[] next = takeSpare();
    parts.add(senders.submit(() -> sent(number, part)));
    return next;
  }

  private byte[] takeSpare() {
    try {
      return spare.take();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private CompletedPart sent(int number, S3Piece part) {
    try {
      return place.send(upload, number, part);
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    } finally {
      spare.add(part.array());
    }
  }

  private void throwFailure() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /** Waits for all parts and makes the object of them. */
  void complete() {
    List<CompletedPart> all = new ArrayList<>();
    for (Future<CompletedPart> part : parts) {
      try {
        all.add(part.get());
      } catch (InterruptedException e) {
        throw interrupted();
      } catch (ExecutionException e) {
        throwFailure();
        throw new IllegalStateException(e);
      }
    }
    senders.close();
    place.complete(upload, all);
  }

  /** Has the service forget the parts, once none is on its way that it could still remember. */
  void drop() {
    senders.shutdownNow();
    senders.close();
    place.abort(upload);
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted while parts of an object were on their way");
  }
}
