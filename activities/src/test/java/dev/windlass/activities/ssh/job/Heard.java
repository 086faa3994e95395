package dev.windlass.activities.ssh.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A listener that remembers. */
final class Heard implements JobListener {

  final List<JobOutput> chunks = new CopyOnWriteArrayList<>();
  final CountDownLatch first = new CountDownLatch(1);
  volatile int beats;

  @Override
  public void output(JobOutput chunk) {
    chunks.add(chunk);
    first.countDown();
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one timer counts, the test only looks
  public void alive(long offset) {
    beats++;
  }

  String text() {
    var text = new StringBuilder();
    chunks.forEach(chunk -> text.append(chunk.text()));
    return text.toString();
  }
}
