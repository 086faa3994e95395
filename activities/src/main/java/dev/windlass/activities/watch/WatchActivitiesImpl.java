package dev.windlass.activities.watch;

import dev.windlass.activities.engine.ActivityFailures;
import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.watch.WatchActivities;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks into Temporal and the ledger; tells by the log and by a gauge. */
public final class WatchActivitiesImpl implements WatchActivities {

  private static final Logger LOG = LoggerFactory.getLogger("windlass.watch");

  private final Successes successes;
  private final AlarmGauges gauges;

  public WatchActivitiesImpl(Successes successes, MeterRegistry meters) {
    this.successes = successes;
    this.gauges = new AlarmGauges(meters, InstantSource.system());
  }

  @Override
  public Changes look(LookAtChanges request) {
    return ActivityFailures.typed(() ->
        new Changes(
            isLocked(Activity.getExecutionContext().getWorkflowClient(), request),
            successes.newest(request.application(), request.environment())));
  }

  /** By Temporal and not by the ledger: a run that was terminated never ends there. */
  private static boolean isLocked(WorkflowClient client, LookAtChanges request) {
    String lock = WorkflowIds.change(request.application(), request.environment());
    try {
      return client.newUntypedWorkflowStub(lock).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException never) {
      return false;
    }
  }

  @Override
  public void tell(TellAlarms request) {
    gauges.set(request);
    request.begun().forEach(alarm -> log(request, alarm, "alarm"));
    request.ended().forEach(alarm -> log(request, alarm, "alarm is over"));
  }

  private static void log(TellAlarms news, Alarm alarm, String what) {
    (alarm.until() == null ? LOG.atWarn() : LOG.atInfo())
        .addKeyValue("application", news.application())
        .addKeyValue("environment", news.environment())
        .addKeyValue("release", news.release())
        .addKeyValue("check", alarm.check())
        .addKeyValue("host", alarm.host())
        .addKeyValue("since", alarm.since())
        .addKeyValue("detail", alarm.detail())
        .log(what);
  }
}
