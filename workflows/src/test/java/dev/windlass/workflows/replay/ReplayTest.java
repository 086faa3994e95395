package dev.windlass.workflows.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.workflows.contract.WindlassDataConverter;
import dev.windlass.workflows.contract.WorkflowTypes;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that began with yesterday's code must go on with today's. */
class ReplayTest {

  static Stream<Path> histories() {
    return Histories.all().stream();
  }

  @Test
  void theMainStoriesAreKept() {
    List<String> names = histories().map(file -> file.getFileName().toString()).toList();

    assertThat(names)
        .contains(
            "atomic.json",
            "backup.json",
            "backup-aborted.json",
            "backup-failed.json",
            "canary.json",
            "canary.child.json",
            "drill-aborted.json",
            "drill-control.json",
            "drill-failed.json",
            "drill-late-abort.json",
            "drill-passed.json",
            "guarded.json",
            "guarded-twice.json",
            "needs-attention.json",
            "recovery-guided.json",
            "rescan.json",
            "restore.json",
            "restore-emergency.json",
            "restore-failed.json",
            "ramp-aborted.json",
            "ramp-rolled-back.json",
            "ramp-rolled-back.child.json",
            "rollback.json",
            "scheduled-backup.json",
            "scheduled-drill.json",
            "standing-watch.json");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void everyRecordedRunReplays(Path file) throws Exception {
    replay(file, WorkflowTypes.all());
    System.out.printf("proof: history %s | replays | replays%n", file.getFileName());
  }

  @Test
  void aChangedOrderOfCommandsIsCaught() {
    Path atomic = Path.of("src/test/resources/histories/atomic.json");

    assertThatThrownBy(() -> replay(atomic, List.of(AlteredDeployment.class)))
        .hasStackTraceContaining("NonDeterministicException");
    System.out.println("proof: a changed order of commands | caught | caught");
  }

  private static void replay(Path file, List<Class<?>> workflows) throws Exception {
    WorkflowClientOptions client =
        WorkflowClientOptions.newBuilder().setDataConverter(WindlassDataConverter.get()).build();
    try (TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build())) {
      Worker worker = environment.newWorker("replay");
      worker.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
      WorkflowReplayer.replayWorkflowExecution(Histories.read(file), worker);
    }
  }
}
