package dev.windlass.api.doors;

import dev.windlass.api.ApiConfiguration;
import dev.windlass.store.Store;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WindlassDataConverter;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** All doors in one process with what they need. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ApiConfiguration.class)
class House {

  /** The first token; long enough for the store. */
  static final String ADMIN = "windlass_test_admin_0123456789_0123456789_0123456789";

  @Bean
  Path place() throws IOException {
    return Files.createTempDirectory("windlass-doors");
  }

  @Bean(destroyMethod = "close")
  Store store(Path place) {
    return Store.of(Database.open(new DatabaseSettings.OwnFile(place.resolve("store"))));
  }

  @Bean
  TokensAtOpening tokensAtOpening(Store store) {
    return new TokensAtOpening(store);
  }

  @Bean
  DirectoryArtifactStore artifacts(Path place) {
    return new DirectoryArtifactStore(place.resolve("artifacts"));
  }

  @Bean(destroyMethod = "close")
  TestWorkflowEnvironment engine() {
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setUseTimeskipping(false)
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setDataConverter(WindlassDataConverter.get())
                    .build());
    SearchAttributes.all()
        .forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
    return TestWorkflowEnvironment.newInstance(options.build());
  }

  @Bean
  FakeLedger ledger(Store store) {
    return new FakeLedger(store);
  }

  @Bean
  Worker worker(TestWorkflowEnvironment engine, FakeLedger ledger) {
    Worker worker = engine.newWorker(TaskQueues.CENTRAL);
    worker.registerWorkflowImplementationTypes(
        ObedientRun.class,
        ObedientInspection.class,
        ObedientRescan.class,
        ObedientWatch.class,
        ObedientBackup.class,
        ObedientDrill.class);
    worker.registerActivitiesImplementations(ledger);
    engine.start();
    return worker;
  }

  @Bean
  WorkflowClient client(TestWorkflowEnvironment engine) {
    return engine.getWorkflowClient();
  }
}
