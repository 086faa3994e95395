package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.Ending;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RemoteProcess;
import dev.windlass.activities.ssh.job.FrameReader.Frame;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One channel on which a job is started or attached to, and followed to its end. */
final class Following {

  private static final Duration ALIVE = Duration.ofSeconds(1);

  /** What the host may need after the time limit to kill the job and to say so. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final RemoteHost host;
  private final JobRequest request;
  private final JobListener listener;
  private final JobRecord record;
  private final Redactor redactor;
  private final Tail tail = new Tail();
  private final AtomicReference<@Nullable RuntimeException> stopped = new AtomicReference<>();
  private final long from;
  private Redactor.Stream stream;
  private volatile long told;
  private volatile boolean overdue;

  Following(RemoteHost host, JobRequest request, JobListener listener) {
    this.host = host;
    this.request = request;
    this.listener = listener;
    this.record = new JobRecord(request.commands());
    this.redactor = request.secrets().redactor();
    this.told = request.terms().followFrom();
    // The tail of the result is wanted also when everything before was told to an earlier follower.
    this.from = Math.max(0, told - Tail.LIMIT - 2L * redactor.longest());
    this.stream = redactor.stream(from);
  }

  /** The job's result; null when it should have ended long ago by its own time limit. */
  @Nullable JobResult follow() {
    String mark = Mark.next();
    try (RemoteProcess process = host.start(JobScript.of(request).start(mark, from))) {
      Thread timer = Thread.ofVirtual().start(() -> tellAlive(process));
      try {
        return read(process, mark);
      } finally {
        timer.interrupt();
      }
    }
  }

  /** Independent of output: a silent job is alive, too. */
  private void tellAlive(RemoteProcess process) {
    long end = System.nanoTime() + request.terms().timeLimit().plus(GRACE).toNanos();
    try {
      while (!overdue) {
        Thread.sleep(ALIVE);
        listener.alive(told);
        overdue = System.nanoTime() > end;
      }
    } catch (InterruptedException e) {
      return;
    } catch (RuntimeException e) {
      stopped.set(e);
    }
    process.close();
  }

  private @Nullable JobResult read(RemoteProcess process, String mark) {
    var frames = new FrameReader(process.output(), mark);
    boolean here = false;
    try {
      for (Frame frame = frames.next(); frame != null; frame = frames.next()) {
        switch (frame.verb()) {
          case "here" -> here = true;
          case "alive" -> {}
          case "out" -> take(frames, frame);
          case "row" -> record.row(frame.words());
          default -> {
            tell(stream.finish());
            return record.result(frame, tail.toString());
          }
        }
      }
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(host.name() + ": interrupted; the job runs on");
    } catch (IOException e) {
      throw lost(e);
    }
    return withoutEnd(process, here);
  }

  private @Nullable JobResult withoutEnd(RemoteProcess process, boolean here) {
    RuntimeException reason = stopped.get();
    if (reason != null) {
      throw reason;
    }
    if (overdue) {
      return null;
    }
    if (!here && process.ending() instanceof Ending.Exited(int code)) {
      String detail = "its shell ended with " + code + ": " + process.errors().strip();
      return new JobResult.Refused(JobResult.Refusal.HOST, redactor.redact(detail));
    }
    throw lost(null);
  }

  private ConnectionLostException lost(@Nullable IOException cause) {
    return new ConnectionLostException(
        host.name() + ": connection lost while following " + request.operation(), cause);
  }

  private void take(FrameReader frames, Frame frame) throws IOException {
    long offset = Long.parseLong(frame.words().getFirst());
    byte[] bytes = frames.bytes(Integer.parseInt(frame.words().get(1)));
    long border = request.terms().followFrom();
    int known = Math.clamp(border - offset, 0, bytes.length);
    if (known > 0) {
      // Up to the border an earlier follower told it; the border splits no secret.
      remember(stream.feed(bytes, known));
      if (offset + known == border) {
        remember(stream.finish());
        stream = redactor.stream(border);
      }
    }
    byte[] fresh = java.util.Arrays.copyOfRange(bytes, known, bytes.length);
    tell(stream.feed(fresh, fresh.length));
  }

  private void tell(Redactor.Piece piece) {
    if (piece.end() <= request.terms().followFrom()) {
      remember(piece);
    } else if (piece.end() > piece.offset()) {
      remember(piece);
      listener.output(
          new JobOutput(request.operation(), piece.offset(), piece.end(), piece.text()));
      told = piece.end();
    }
  }

  /** For the tail, but for a beginning that may be the rest of a secret cut by where we began. */
  private void remember(Redactor.Piece piece) {
    if (from == 0 || piece.offset() >= from + redactor.longest()) {
      tail.add(piece.text());
    } else {
      int cut = Math.min(piece.text().length(), redactor.longest());
      tail.add(piece.text().substring(cut));
    }
  }
}
