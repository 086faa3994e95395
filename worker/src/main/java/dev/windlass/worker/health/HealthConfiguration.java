package dev.windlass.worker.health;

import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.worker.engine.WorkerProcess;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The components of a worker beside its connections; a bean's name is the check's. */
@Configuration(proxyBeanMethods = false)
@Import(ConnectionHealth.class)
public class HealthConfiguration {

  private static final long ROOM_MB = 512;
  private final Clock clock = Clock.systemUTC();

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
