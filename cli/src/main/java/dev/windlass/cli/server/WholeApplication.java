package dev.windlass.cli.server;

import dev.windlass.api.ApiConfiguration;
import dev.windlass.store.StoreConfiguration;
import dev.windlass.worker.WorkerConfiguration;
import dev.windlass.worker.engine.EngineConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Doors and worker in one process, which share the store and the connection to the engine. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  StoreConfiguration.class,
  EngineConfiguration.class,
  WorkerConfiguration.class,
  ApiConfiguration.class
})
class WholeApplication {}
