package dev.windlass.workflows.scene;

import dev.windlass.workflows.ledger.PassedActivities;
import dev.windlass.workflows.plan.Passed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Environments that have passed an artifact, or not. */
public final class FakePassed implements PassedActivities {

  /** By environment; nothing is known of the others. */
  public final Map<String, Passed.Seen> seen = new ConcurrentHashMap<>();

  /** In the order in which they were asked for. */
  public final List<FindPassed> asked = new CopyOnWriteArrayList<>();

  @Override
  public Passed.Seen find(FindPassed request) {
    asked.add(request);
    return seen.getOrDefault(request.environment(), new Passed.Seen(0, null, false, null));
  }
}
