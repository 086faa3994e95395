package dev.windlass.api.doors;

import dev.windlass.workflows.backup.RescanActivities.Oddity;
import dev.windlass.workflows.backup.RescanWorkflow;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;

/** Reads for a moment and finds two backups, one of which is half. */
public final class ObedientRescan implements RescanWorkflow {

  private final RescanRequest request;
  private boolean over;

  @WorkflowInit
  public ObedientRescan(RescanRequest request) {
    this.request = request;
  }

  @Override
  public RescanStatus run(RescanRequest ignored) {
    Workflow.sleep(Duration.ofSeconds(2));
    over = true;
    return status();
  }

  @Override
  public RescanStatus status() {
    String store = request.plan().stores().getFirst().address();
    return over
        ? new RescanStatus(
            null,
            List.of(
                new StoreFindings(
                    store,
                    1,
                    List.of("b-1"),
                    List.of(new Oddity("b-2", "no manifest, said " + request.startedBy())),
                    null)))
        : new RescanStatus(store, List.of());
  }
}
