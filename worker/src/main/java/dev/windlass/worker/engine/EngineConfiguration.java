package dev.windlass.worker.engine;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.windlass.workflows.contract.WindlassDataConverter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection to Temporal, shared by every role of a process; its metrics go to Micrometer. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
public class EngineConfiguration {

  @Bean(destroyMethod = "close")
  Scope engineMetrics(MeterRegistry meters) {
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(meters))
        .reportEvery(com.uber.m3.util.Duration.ofSeconds(5));
  }

  /** Connects at the first call, so that a process starts while the engine does. */
  @Bean(destroyMethod = "shutdown")
  WorkflowServiceStubs engineStubs(EngineProperties engine, Scope engineMetrics) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(engine.target())
            .setRpcQueryTimeout(engine.queryLimit())
            .setMetricsScope(engineMetrics)
            .build());
  }

  @Bean
  WorkflowClient workflowClient(WorkflowServiceStubs stubs, EngineProperties engine) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(engine.namespace())
            .setDataConverter(WindlassDataConverter.get())
            .build());
  }

  /** Temporal's reporter asks for histograms on every timer: 1761 lines after one workflow. */
  @Bean
  static MeterFilter engineTimersWithoutHistograms() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().startsWith("temporal")
            ? DistributionStatisticConfig.builder()
                .percentilesHistogram(false)
                .serviceLevelObjectives()
                .build()
                .merge(config)
            : config;
      }
    };
  }
}
