package dev.windlass.workflows.deployment;

import dev.windlass.workflows.plan.Host;
import java.util.List;

/** All hosts at once: a canary without a ramp. */
final class AtomicStrategy implements Strategy {

  private final Run run;

  AtomicStrategy(Run run) {
    this.run = run;
  }

  @Override
  public void publish() {
    Publishing publishing = new Publishing(run);
    List<Host> hosts = run.plan.releaseHosts();
    QueueRestart queue = new QueueRestart(run);
    run.board.enter(Phase.PUBLISHING, null);
    queue.registerUndo();
    publishing.registerUndo(hosts);
    publishing.publish(hosts);
    publishing.evenWithUndo();
    queue.whenEveryHostHasIt();
  }
}
