package dev.windlass.worker.engine;

import dev.windlass.activities.temporary.TemporaryFiles;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Polls from the context's start to its end. At the end it stops asking for work, gives activities
 * a moment, then interrupts them: remote jobs go on without us and are attached to later.
 */
public final class WorkerProcess implements SmartLifecycle {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private final WorkflowClient client;
  private final Queues queues;
  private @Nullable WorkerFactory factory;

  public WorkerProcess(WorkflowClient client, Queues queues) {
    this.client = client;
    this.queues = queues;
  }

  /**
   * Removes what a killed one left on this disk, and begins to poll.
   *
   * @throws IllegalStateException when the engine does not answer or lacks search attributes
   */
  @Override
  public synchronized void start() {
    SearchAttributeCheck.require(
        client.getWorkflowServiceStubs(), client.getOptions().getNamespace());
    TemporaryFiles.begin();
    factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build());
    queues.register(factory);
    factory.start();
  }

  @Override
  public synchronized void stop() {
    WorkerFactory running = factory;
    if (running == null) {
      return;
    }
    running.shutdown();
    running.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS);
    running.shutdownNow();
    running.awaitTermination(1, TimeUnit.SECONDS);
    factory = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return factory != null && factory.isStarted() && !factory.isShutdown();
  }
}
