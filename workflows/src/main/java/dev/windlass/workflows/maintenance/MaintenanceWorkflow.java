package dev.windlass.workflows.maintenance;

import dev.windlass.workflows.plan.DeploymentPlan;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * A maintenance that outlives the change which put it on, with the timer that ends it. Runs under
 * {@code maintenance/<application>/<environment>} and not under the environment's lock, so that a
 * repairing deployment is not locked out; what it changes it changes by a run that takes the lock.
 */
@WorkflowInterface
public interface MaintenanceWorkflow {

  @WorkflowMethod(name = "Maintenance")
  void run(MaintenanceRequest request);

  @SignalMethod(name = "renew", description = "From a change; not for people.")
  void renew(MaintenanceRequest request);

  @SignalMethod(name = "opened", description = "The application is open again: \"who\" or empty.")
  void opened(@Nullable String by);

  @QueryMethod(name = "maintenance", description = "Since when, by whom, until when, and why.")
  MaintenanceState maintenance();

  /**
   * @param opening the plan that opens the application
   */
  record MaintenanceRequest(DeploymentPlan opening, MaintenanceState state) {
    public MaintenanceRequest with(MaintenanceState other) {
      return new MaintenanceRequest(opening, other);
    }
  }
}
