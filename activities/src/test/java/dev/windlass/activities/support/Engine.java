package dev.windlass.activities.support;

import dev.windlass.workflows.contract.WindlassDataConverter;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;

/** Calls activities as the engine does: by their interface, through our JSON, once. */
public final class Engine implements AutoCloseable {

  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(WindlassDataConverter.get())
                      .build())
              .build());

  public <A> A of(Class<A> activities, Object implementation) {
    environment.registerActivitiesImplementations(implementation);
    return environment.newActivityStub(
        activities,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(5))
            .setHeartbeatTimeout(Duration.ofSeconds(4))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  public TestActivityEnvironment environment() {
    return environment;
  }

  @Override
  public void close() {
    environment.close();
  }
}
