package dev.windlass.sandbox.demo.shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * The bug of the faulty version: under load, connections are taken faster than they are given back,
 * and once there is none left it never recovers. A few visitors never see it.
 */
final class ConnectionLeak {

  private static final int WINDOW_SECONDS = 2;

  private final int perSecond;
  private final Deque<Long> taken = new ArrayDeque<>();
  private boolean exhausted;

  /**
   * @param perSecond requests that it can bear; 0 when this version has no such bug
   */
  ConnectionLeak(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Takes a connection; false when there is none. */
  synchronized boolean take() {
    if (perSecond == 0) {
      return true;
    }
    long now = System.nanoTime();
    while (!taken.isEmpty() && now - taken.getFirst() > TimeUnit.SECONDS.toNanos(WINDOW_SECONDS)) {
      taken.removeFirst();
    }
    taken.addLast(now);
    exhausted |= taken.size() > perSecond * WINDOW_SECONDS;
    return !exhausted;
  }

  synchronized boolean isExhausted() {
    return exhausted;
  }
}
