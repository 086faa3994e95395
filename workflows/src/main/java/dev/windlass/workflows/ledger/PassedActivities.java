package dev.windlass.workflows.ledger;

import dev.windlass.workflows.plan.Passed;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What the ledger knows of artifacts in other environments. */
@ActivityInterface
public interface PassedActivities {

  /** Whether a deployment of the artifact succeeded there; changes nothing. */
  @ActivityMethod(name = "FindPassed")
  Passed.Seen find(FindPassed request);

  /**
   * @param digest of the artifact
   */
  record FindPassed(String application, String environment, String digest) {}
}
