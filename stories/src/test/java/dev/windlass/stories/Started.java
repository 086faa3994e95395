package dev.windlass.stories;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a story started: all of it is ended, newest first, also when the rest fails to start. */
final class Started {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  /** Starts something whole, or ends what of it was started. */
  interface Start<T> {
    T with(Started started) throws Exception;
  }

  /** The part, which is ended with the others from now on. */
  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  static <T> T whole(Start<T> start) throws Exception {
    Started started = new Started();
    try {
      return start.with(started);
    } catch (Exception | Error failed) {
      try {
        started.close();
      } catch (Exception also) {
        failed.addSuppressed(also);
      }
      throw failed;
    }
  }

  /** Ends all of it; goes on after an error and throws the first. */
  void close() throws Exception {
    Exception first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failed) {
        if (first == null) {
          first = failed;
        } else {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
