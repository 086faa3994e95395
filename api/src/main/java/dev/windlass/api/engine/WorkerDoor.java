package dev.windlass.api.engine;

import dev.windlass.workflows.contract.TaskQueues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who runs the workflows. Without a worker everything that is started waits. */
@Tag(name = "server")
@RestController
@RequestMapping("/api/v1")
public class WorkerDoor {

  /** Temporal remembers for minutes; a worker that lives asks again within one. */
  private static final Duration LIVES = Duration.ofSeconds(75);

  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final WorkflowClient client;

  public WorkerDoor(WorkflowClient client) {
    this.client = client;
  }

  @Operation(
      summary = "The Windlass workers that ask Temporal for work",
      description = "Null where the engine cannot tell, which is so in memory.")
  @GetMapping("/workers")
  WorkersView workers() {
    try {
      return new WorkersView(Patience.within(ANSWER, this::polling));
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return new WorkersView(null);
      }
      throw refused;
    }
  }

  private List<WorkerView> polling() {
    DescribeTaskQueueRequest request =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(TaskQueues.CENTRAL))
            .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
            .build();
    Instant oldest = Instant.now().minus(LIVES);
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .describeTaskQueue(request)
        .getPollersList()
        .stream()
        .map(WorkerDoor::view)
        .filter(worker -> worker.seenAt().isAfter(oldest))
        .toList();
  }

  private static WorkerView view(PollerInfo poller) {
    return new WorkerView(
        poller.getIdentity(),
        Instant.ofEpochSecond(
            poller.getLastAccessTime().getSeconds(), poller.getLastAccessTime().getNanos()));
  }

  /**
   * @param workers null where the engine cannot tell
   */
  public record WorkersView(@Nullable List<WorkerView> workers) {}

  /**
   * @param identity process and machine
   * @param seenAt when it last asked for work
   */
  public record WorkerView(String identity, Instant seenAt) {}
}
