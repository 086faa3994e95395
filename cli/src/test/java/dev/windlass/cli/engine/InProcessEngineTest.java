package dev.windlass.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InProcessEngineTest {
  @Test
  void runsAWorkflowWithOurSearchAttributes() throws Exception {
    try (Engine engine = InProcessEngine.start();
        EngineUser user = new EngineUser(engine)) {
      WorkerFactory worker = user.startWorker();
      user.startWorkflow("first");
      user.letGo("first");
      assertThat(user.result("first")).isEqualTo("first lifted");
      worker.shutdownNow();
    }
  }

  @Test
  void goesOnWithAnotherWorkerWhenOneIsGone() throws Exception {
    try (Engine engine = InProcessEngine.start();
        EngineUser user = new EngineUser(engine)) {
      WorkerFactory gone = user.startWorker();
      user.startWorkflow("survivor");
      user.awaitHolding("survivor");
      gone.shutdownNow();
      gone.awaitTermination(10, TimeUnit.SECONDS);

      user.letGo("survivor");
      WorkerFactory next = user.startWorker();
      assertThat(user.result("survivor")).isEqualTo("survivor lifted");
      next.shutdownNow();
    }
  }
}
