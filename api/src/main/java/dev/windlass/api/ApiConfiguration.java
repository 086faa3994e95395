package dev.windlass.api;

import dev.windlass.api.application.ApplicationDoor;
import dev.windlass.api.artifact.ArtifactDoor;
import dev.windlass.api.artifact.Uploads;
import dev.windlass.api.backup.BackupDoor;
import dev.windlass.api.backup.BackupOutlookDoor;
import dev.windlass.api.backup.BackupRuns;
import dev.windlass.api.backup.RescanDoor;
import dev.windlass.api.backup.RescanRuns;
import dev.windlass.api.deployment.DeploymentDoor;
import dev.windlass.api.deployment.DeploymentList;
import dev.windlass.api.deployment.Deployments;
import dev.windlass.api.deployment.InstructionDoor;
import dev.windlass.api.deployment.Starter;
import dev.windlass.api.deployment.StreamDoor;
import dev.windlass.api.drill.DrillDoor;
import dev.windlass.api.drill.DrillOutlookDoor;
import dev.windlass.api.drill.DrillRuns;
import dev.windlass.api.engine.EngineAdvice;
import dev.windlass.api.engine.Runs;
import dev.windlass.api.engine.Schedules;
import dev.windlass.api.engine.WorkerDoor;
import dev.windlass.api.environment.BypassDoor;
import dev.windlass.api.environment.EnvironmentDoor;
import dev.windlass.api.environment.MaintenanceDoor;
import dev.windlass.api.environment.MaintenanceLook;
import dev.windlass.api.environment.RollbackDoor;
import dev.windlass.api.planning.PlanDoor;
import dev.windlass.api.planning.Planner;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.problem.BodyLimit;
import dev.windlass.api.problem.ProblemAdvice;
import dev.windlass.api.problem.ProblemErrors;
import dev.windlass.api.restore.EmergencyParts;
import dev.windlass.api.restore.FailurePoint;
import dev.windlass.api.restore.RestoreDoor;
import dev.windlass.api.restore.RestoreRuns;
import dev.windlass.api.security.FirstToken;
import dev.windlass.api.security.SecurityConfiguration;
import dev.windlass.api.timetable.ScheduleLook;
import dev.windlass.api.timetable.Timetable;
import dev.windlass.api.timetable.TimetableAtStart;
import dev.windlass.api.token.TokenDoor;
import io.temporal.client.WorkflowClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;

/**
 * All doors. Whoever imports this brings a {@link WorkflowClient} with our data converter, a {@link
 * dev.windlass.store.Store} and a {@link dev.windlass.store.artifact.DirectoryArtifactStore}, and
 * sets {@code spring.threads.virtual.enabled=true}: a client that watches holds a thread.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
@Import({
  SecurityConfiguration.class,
  FirstToken.class,
  BodyLimit.class,
  EngineAdvice.class,
  ProblemAdvice.class,
  ProblemErrors.class,
  OpenApiConfiguration.class,
  Planner.class,
  Uploads.class,
  RegisteredFiles.class,
  Deployments.class,
  DeploymentList.class,
  Starter.class,
  ServerDoor.class,
  WorkerDoor.class,
  TokenDoor.class,
  ApplicationDoor.class,
  ArtifactDoor.class,
  PlanDoor.class,
  DeploymentDoor.class,
  InstructionDoor.class,
  StreamDoor.class,
  EnvironmentDoor.class,
  RollbackDoor.class,
  MaintenanceLook.class,
  MaintenanceDoor.class,
  BypassDoor.class,
  BackupRuns.class,
  BackupDoor.class,
  DrillRuns.class,
  DrillDoor.class,
  RestoreRuns.class,
  EmergencyParts.class,
  FailurePoint.class,
  RestoreDoor.class,
  RescanRuns.class,
  RescanDoor.class,
  BackupOutlookDoor.class,
  DrillOutlookDoor.class,
  ScheduleLook.class,
  Timetable.class,
  TimetableAtStart.class
})
public class ApiConfiguration {

  @Bean
  Runs runs(WorkflowClient client) {
    return new Runs(client);
  }

  @Bean
  Schedules schedules(WorkflowClient client) {
    return new Schedules(client);
  }

  /** Fields in the order of the records; a field that we don't know is a mistake worth telling. */
  @Bean
  JsonMapperBuilderCustomizer doorsJson() {
    return json ->
        json.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
