package dev.windlass.worker.health;

import dev.windlass.store.Store;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.worker.engine.EngineProperties;
import dev.windlass.worker.engine.WorkerProcess;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The components of a worker; a bean's name is the check's. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

  private static final int LIMIT_SECONDS = 2;
  private static final long ROOM_MB = 512;
  private final Clock clock = Clock.systemUTC();

  @Bean
  HealthIndicator engine(WorkflowClient client, EngineProperties settings) {
    Check answers =
        new Check(
            () ->
                "Temporal "
                    + client
                        .getWorkflowServiceStubs()
                        .blockingStub()
                        .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
                        .getServerVersion()
                    + ", namespace "
                    + client.getOptions().getNamespace(),
            clock);
    return () -> {
      Health health = answers.health();
      return Health.status(health.getStatus())
          .withDetails(health.getDetails())
          .withDetail("durable", settings.durable())
          .build();
    };
  }

  @Bean
  HealthIndicator database(Store store) {
    return new Check(
        () ->
            store
                    .database()
                    .jdbc()
                    .sql("select count(*) from deployment")
                    .query(Long.class)
                    .single()
                + " deployments",
        clock);
  }

  @Bean
  HealthIndicator pollers(WorkerProcess process) {
    return new Check(
        () -> {
          if (!process.isRunning()) {
            throw new IllegalStateException("the worker does not poll; see its log");
          }
          return "polling";
        },
        clock);
  }

  @Bean
  HealthIndicator artifactDirectory(DirectoryArtifactStore store) {
    return new Check(
        () -> {
          long room = Files.getFileStore(store.directory()).getUsableSpace() >> 20;
          if (room < ROOM_MB || !Files.isWritable(store.directory())) {
            throw new IllegalStateException(
                "%s: %d MB free, expected at least %d MB and leave to write"
                    .formatted(store.directory(), room, ROOM_MB));
          }
          return "%s: %d MB free".formatted(store.directory(), room);
        },
        clock);
  }
}
