package dev.windlass.stories;

import dev.windlass.sandbox.parts.TemporalServer;

/** The lock that the changes of the shop's production take one after the other. */
final class ChangeLock {
  private ChangeLock() {}

  /** Whether Temporal has closed the run before: a moment after the ledger, which is watched. */
  static boolean isFree(TemporalServer temporal) throws Exception {
    return !Shell.run(
            "temporal",
            "workflow",
            "list",
            "--query=WorkflowId='change/shop/production' and ExecutionStatus='Running'",
            "--address=" + temporal.target())
        .contains("shop");
  }
}
