package dev.windlass.worker;

import dev.windlass.store.StoreConfiguration;
import dev.windlass.worker.engine.EngineConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A worker in a process of its own, with metrics and health over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({StoreConfiguration.class, EngineConfiguration.class, WorkerConfiguration.class})
public class WorkerApplication {

  /**
   * Settings come from {@code windlass-worker.yaml} in the working directory and the environment.
   */
  public static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(WorkerApplication.class)
        .properties(
            "spring.config.import=classpath:worker-defaults.yaml,optional:file:windlass-worker.yaml")
        .run(arguments);
  }

  static void main(String[] arguments) {
    start(arguments);
  }
}
