package dev.windlass.cli.server;

import dev.windlass.api.ApiConfiguration;
import dev.windlass.store.StoreConfiguration;
import dev.windlass.worker.engine.EngineConfiguration;
import dev.windlass.worker.health.ConnectionHealth;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The doors, in a process of their own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  StoreConfiguration.class,
  EngineConfiguration.class,
  ConnectionHealth.class,
  ApiConfiguration.class
})
class ApiApplication {}
