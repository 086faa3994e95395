package dev.windlass.worker.health;

import dev.windlass.store.Store;
import dev.windlass.worker.engine.EngineProperties;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections of every role, the doors' too; a bean's name is the check's. */
@Configuration(proxyBeanMethods = false)
public class ConnectionHealth {

  private static final int LIMIT_SECONDS = 2;
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
}
