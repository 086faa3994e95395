package dev.windlass.worker;

import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.activities.fleet.FleetParts;
import dev.windlass.activities.fleet.Patience;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.http.HttpAsker;
import dev.windlass.activities.log.LogSink;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.job.ShellRemoteJobs;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.store.Store;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.worker.artifact.DirectoryArtifacts;
import dev.windlass.worker.engine.WorkerProcess;
import dev.windlass.worker.grant.ConfiguredGrants;
import dev.windlass.worker.grant.ConfiguredIdentities;
import dev.windlass.worker.grant.GrantProperties;
import dev.windlass.worker.grant.SecretReader;
import dev.windlass.worker.health.HealthConfiguration;
import dev.windlass.worker.log.StoreLogSink;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * The worker's parts. Needs {@link dev.windlass.store.StoreConfiguration} and {@link
 * dev.windlass.worker.engine.EngineConfiguration} beside it, which other roles share.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WorkerProperties.class, GrantProperties.class})
@Import(HealthConfiguration.class)
public class WorkerConfiguration {

  @Bean
  SecretReader secretReader(Environment environment) {
    return new SecretReader(environment::getProperty);
  }

  @Bean
  Grants grants(GrantProperties properties, SecretReader reader) {
    return new ConfiguredGrants(properties, reader);
  }

  @Bean(destroyMethod = "close")
  RemoteHosts remoteHosts(GrantProperties properties, SecretReader reader) {
    return new JschRemoteHosts(new ConfiguredIdentities(properties, reader));
  }

  @Bean
  DirectoryArtifacts artifacts(DirectoryArtifactStore store) {
    return new DirectoryArtifacts(store);
  }

  @Bean
  LogSink logSink(Store store) {
    return new StoreLogSink(store.logs());
  }

  @Bean(destroyMethod = "close")
  HttpAsker httpAsker() {
    return new HttpAsker();
  }

  @Bean
  FleetParts fleetParts(
      Grants grants, RemoteHosts hosts, ArtifactSource artifacts, Reporting reporting) {
    return new FleetParts(
        grants,
        hosts,
        new ShellRemoteJobs(),
        artifacts,
        reporting.logs(),
        reporting.http(),
        reporting.meters(),
        Patience.usual());
  }

  @Bean
  Reporting reporting(LogSink logs, HttpAsker http, MeterRegistry meters) {
    return new Reporting(logs, http, meters);
  }

  @Bean
  WorkerRegistration workerRegistration(
      FleetParts fleet, DirectoryArtifacts artifacts, Store store, WorkerProperties properties) {
    return new WorkerRegistration(fleet, artifacts, store, properties);
  }

  @Bean
  WorkerProcess workerProcess(WorkflowClient client, WorkerRegistration registration) {
    return new WorkerProcess(client, registration);
  }

  /** Where hands report to and look from. */
  record Reporting(LogSink logs, HttpAsker http, MeterRegistry meters) {}
}
