package dev.windlass.api.engine;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Temporal's schedules. Every call may be repeated, and ends soon. */
public final class Schedules {

  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final ScheduleClient client;

  public Schedules(WorkflowClient client) {
    this.client =
        ScheduleClient.newInstance(
            client.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(client.getOptions().getDataConverter())
                .build());
  }

  /**
   * There is this schedule from now on; one that a person has paused stays so.
   *
   * @throws NoSchedulesException when the engine has none
   * @throws NoAnswerException when it took too long
   */
  public void set(String id, Schedule schedule) {
    told(() -> {
      try {
        return client.createSchedule(id, schedule, ScheduleOptions.newBuilder().build());
      } catch (ScheduleAlreadyRunningException there) {
        client
            .getHandle(id)
            .update(found ->
                new ScheduleUpdate(
                    Schedule.newBuilder(schedule)
                        .setState(found.getDescription().getSchedule().getState())
                        .build()));
        return there;
      }
    });
  }

  /** There is no such schedule from now on. */
  public void remove(String id) {
    try {
      told(() -> {
        client.getHandle(id).delete();
        return id;
      });
    } catch (NoSchedulesException none) {
      // What an engine cannot have is not there.
    } catch (ScheduleException failed) {
      requireNotFound(failed);
    }
  }

  /**
   * How it stands; empty where there is none.
   *
   * @throws NoSchedulesException when the engine has none
   * @throws NoAnswerException when it took too long
   */
  public Optional<ScheduleDescription> find(String id) {
    try {
      return Optional.of(told(() -> client.getHandle(id).describe()));
    } catch (ScheduleException failed) {
      requireNotFound(failed);
      return Optional.empty();
    }
  }

  private static <T> T told(Callable<T> call) {
    try {
      return Patience.within(ANSWER, call);
    } catch (ScheduleException | StatusRuntimeException failed) {
      if (code(failed) == Status.Code.UNIMPLEMENTED) {
        throw new NoSchedulesException(failed);
      }
      throw failed;
    }
  }

  private static void requireNotFound(ScheduleException failed) {
    if (code(failed) != Status.Code.NOT_FOUND) {
      throw failed;
    }
  }

  private static Status.@Nullable Code code(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof StatusRuntimeException answer) {
        return answer.getStatus().getCode();
      }
    }
    return null;
  }
}
