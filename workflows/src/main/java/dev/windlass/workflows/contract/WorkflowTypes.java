package dev.windlass.workflows.contract;

import dev.windlass.workflows.backup.BackupWorkflowImpl;
import dev.windlass.workflows.backup.FreshnessWorkflowImpl;
import dev.windlass.workflows.backup.RescanWorkflowImpl;
import dev.windlass.workflows.backup.ScheduledBackupWorkflowImpl;
import dev.windlass.workflows.deployment.DeploymentWorkflowImpl;
import dev.windlass.workflows.drill.DrillWorkflowImpl;
import dev.windlass.workflows.drill.ScheduledDrillWorkflowImpl;
import dev.windlass.workflows.inspection.InspectionWorkflowImpl;
import dev.windlass.workflows.maintenance.MaintenanceWorkflowImpl;
import dev.windlass.workflows.ramp.RampWorkflowImpl;
import dev.windlass.workflows.restore.RestoreWorkflowImpl;
import dev.windlass.workflows.watch.StandingWatchWorkflowImpl;
import java.util.List;

/** Every workflow there is, for whoever registers them with a worker. */
public final class WorkflowTypes {

  private WorkflowTypes() {}

  public static List<Class<?>> all() {
    return List.of(
        DeploymentWorkflowImpl.class,
        RampWorkflowImpl.class,
        InspectionWorkflowImpl.class,
        MaintenanceWorkflowImpl.class,
        BackupWorkflowImpl.class,
        DrillWorkflowImpl.class,
        RestoreWorkflowImpl.class,
        RescanWorkflowImpl.class,
        ScheduledBackupWorkflowImpl.class,
        ScheduledDrillWorkflowImpl.class,
        FreshnessWorkflowImpl.class,
        StandingWatchWorkflowImpl.class);
  }
}
