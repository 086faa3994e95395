package dev.windlass.workflows.deployment;

import dev.windlass.workflows.contract.NamedTimer;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.PlanKind;
import dev.windlass.workflows.plan.StrategyPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All hosts at once, behind closed doors: nobody sees code and schema that do not fit. */
final class StandardStrategy {

  private final Run run;
  private final People people;
  private final StrategyPlan.Standard standard;
  private final Doors doors;

  private StandardStrategy(Run run, People people, StrategyPlan.Standard standard) {
    this.run = run;
    this.people = people;
    this.standard = standard;
    this.doors = new Doors(run);
  }

  /** Null where the plan has another one, or nothing is live that could be closed. */
  static @Nullable StandardStrategy of(Run run, People people) {
    return run.plan.kind() == PlanKind.DEPLOYMENT
            && run.former().live() != null
            && run.plan.strategy() instanceof StrategyPlan.Standard standard
        ? new StandardStrategy(run, people, standard)
        : null;
  }

  /** The application is open again only when the checks from inside have passed. */
  void deploy(Runnable migrate) {
    doors.closeForDeployment();
    people.safePoint();
    migrate.run();
    people.safePoint();
    QueueRestart queue = new QueueRestart(run);
    queue.registerUndo();
    Publishing publishing = publish();
    settle();
    Verification.fromInside(run, people).verify();
    queue.whenEveryHostHasIt();
    doors.openForDeployment();
    publishing.evenWithUndo();
    if (!run.former().isClosed()) {
      Verification.fromOutside(run, people).verify();
    }
  }

  private Publishing publish() {
    run.board.enter(Phase.PUBLISHING, null);
    Publishing publishing = new Publishing(run);
    List<Host> hosts = run.plan.releaseHosts();
    publishing.registerUndo(hosts);
    publishing.publish(hosts);
    return publishing;
  }

  private void settle() {
    if (standard.settle().isPositive()) {
      Instant settled = NamedTimer.now().plus(standard.settle());
      run.board.waitsUntil(settled);
      NamedTimer.until(settled, "settle").awaits(() -> false);
    }
  }
}
