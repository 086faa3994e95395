package dev.windlass.worker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.TemporalServer;
import dev.windlass.workflows.contract.SearchAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchAttributeCheckTest {

  @Test
  void doesNotPollAnEngineThatLacksSearchAttributes() {
    RealParts.require("temporal");
    List<String> names = SearchAttributes.all().stream().map(SearchAttributeKey::getName).toList();
    try (TemporalServer server = TemporalServer.throwAway(names.subList(0, 5))) {
      WorkflowServiceStubs stubs =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.target()).build());
      WorkerProcess process = new WorkerProcess(WorkflowClient.newInstance(stubs), factory -> {});
      try {
        assertThatThrownBy(process::start)
            .hasMessageContaining("lacks search attributes of type Keyword; type:\n")
            .hasMessageEndingWith(
                "  temporal operator search-attribute create --namespace default --name "
                    + names.get(5)
                    + " --type Keyword");
        assertThat(process.isRunning()).isFalse();
      } finally {
        stubs.shutdownNow();
      }
    }
  }
}
