package dev.windlass.store;

import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.store.database.Database;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store as beans, shared by every role of a process. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
public class StoreConfiguration {

  @Bean(destroyMethod = "close")
  Store store(StoreProperties properties) {
    return Store.of(Database.open(properties.settings()));
  }

  @Bean
  DirectoryArtifactStore artifactStore(StoreProperties properties) {
    return new DirectoryArtifactStore(properties.artifacts());
  }
}
