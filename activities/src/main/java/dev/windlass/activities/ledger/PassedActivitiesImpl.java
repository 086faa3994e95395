package dev.windlass.activities.ledger;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.store.ledger.Releases;
import dev.windlass.workflows.ledger.PassedActivities;
import dev.windlass.workflows.plan.Passed;

/** The ledger's releases by the store. */
public final class PassedActivitiesImpl implements PassedActivities {

  private final Releases releases;

  public PassedActivitiesImpl(Releases releases) {
    this.releases = releases;
  }

  @Override
  public Passed.Seen find(FindPassed request) {
    return ActivityFailures.typed(
        () -> releases.passed(request.application(), request.environment(), request.digest()));
  }
}
