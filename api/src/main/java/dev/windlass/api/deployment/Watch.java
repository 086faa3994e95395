package dev.windlass.api.deployment;

import dev.windlass.api.deployment.Deployments.Meant;
import dev.windlass.api.deployment.LogTail.LogPiece;
import dev.windlass.api.problem.Refusal;
import dev.windlass.workflows.deployment.DeploymentStatus;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.TimelineEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows one deployment to one client: at each look what is new since the last. */
final class Watch {

  private static final Duration BEAT = Duration.ofSeconds(10);

  private final Deployments deployments;
  private final Meant meant;
  private final LogTail logs;
  private final EventStream stream;
  private int sequence;
  private @Nullable DeploymentStatus shown;
  private Instant beat = Instant.now();

  Watch(Deployments deployments, Meant meant, LogTail logs, EventStream stream) {
    this.deployments = deployments;
    this.meant = meant;
    this.logs = logs;
    this.stream = stream;
  }

  /** Goes on where the client was when it left. */
  void goOn(String lastEventId) {
    int mark = lastEventId.indexOf('~');
    String head = mark < 0 ? lastEventId : lastEventId.substring(0, mark);
    if (head.matches("[0-9]{1,9}")) {
      sequence = Integer.parseInt(head);
    }
    if (mark >= 0) {
      logs.goOn(lastEventId.substring(mark));
    }
  }

  /**
   * @param outcome null when it was ended from outside Windlass
   */
  record End(@Nullable Outcome outcome, @Nullable String reason) {}

  /**
   * Sends status, timeline and output that are new.
   *
   * @return whether that was the end
   */
  boolean everything() throws IOException {
    DeploymentView view = look();
    if (view == null) {
      return false;
    }
    DeploymentStatus status = view.status();
    entries(status == null ? deployments.timeline(view) : status.timeline());
    if (status != null) {
      changed(status);
    }
    return outputOf(view);
  }

  /** The same for the output alone. */
  boolean output() throws IOException {
    DeploymentView view = look();
    return view != null && outputOf(view);
  }

  private @Nullable DeploymentView look() throws IOException {
    if (beat.plus(BEAT).isBefore(Instant.now())) {
      stream.beat();
      beat = Instant.now();
    }
    try {
      return deployments.view(meant);
    } catch (Refusal notYet) {
      return null;
    }
  }

  private void entries(List<TimelineEntry> timeline) throws IOException {
    for (TimelineEntry entry : timeline) {
      if (entry.sequence() > sequence) {
        sequence = entry.sequence();
        stream.send("entry", id(), entry);
      }
    }
  }

  private void changed(DeploymentStatus status) throws IOException {
    DeploymentStatus now = Timelines.without(status);
    if (!now.equals(shown)) {
      shown = now;
      stream.send("status", id(), now);
    }
  }

  /** What the jobs wrote before the end is read after the end was seen, so none is left out. */
  private boolean outputOf(DeploymentView view) throws IOException {
    logs.readOn(this::send);
    if (view.isOver()) {
      String reason = view.reason() == null ? view.remark() : view.reason();
      stream.send("end", id(), new End(view.outcome(), reason));
      return true;
    }
    return false;
  }

  private void send(LogPiece piece) throws IOException {
    stream.send("log", id(), piece);
  }

  private String id() {
    return sequence + logs.mark();
  }
}
