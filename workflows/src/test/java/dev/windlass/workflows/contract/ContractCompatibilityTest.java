package dev.windlass.workflows.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.AnalysisActivities;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.CatalogueActivities;
import dev.windlass.workflows.backup.FreshnessWorkflow;
import dev.windlass.workflows.backup.RescanActivities;
import dev.windlass.workflows.backup.RescanWorkflow;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow;
import dev.windlass.workflows.deployment.DeploymentRequest;
import dev.windlass.workflows.deployment.DeploymentWorkflow;
import dev.windlass.workflows.deployment.DeploymentWorkflow.Command;
import dev.windlass.workflows.deployment.Instruction;
import dev.windlass.workflows.deployment.Outcome;
import dev.windlass.workflows.deployment.Phase;
import dev.windlass.workflows.deployment.Verb;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.RunHostJob;
import dev.windlass.workflows.inspection.InspectionWorkflow;
import dev.windlass.workflows.ledger.LedgerActivities;
import dev.windlass.workflows.ledger.PassedActivities;
import dev.windlass.workflows.migration.MigrationActivities;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.preflight.PreflightActivities;
import dev.windlass.workflows.ramp.RampWorkflow;
import dev.windlass.workflows.ramp.RampWorkflow.RampRequest;
import dev.windlass.workflows.release.ArtifactActivities;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.traffic.Split;
import dev.windlass.workflows.traffic.TrafficActivities;
import dev.windlass.workflows.watch.StandingWatchWorkflow;
import dev.windlass.workflows.watch.WatchActivities;
import io.temporal.common.metadata.POJOActivityInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and shapes that stand in histories: only optional fields may be added. */
class ContractCompatibilityTest {

  private static final Path FOLDER = Path.of("src/test/resources/contract");
  private static final DeploymentPlan PLAN = Plans.canaryWithGate().flyway().plan();
  private static final Change CHANGE =
      new Change("d-1", 7, "shop", "production", "20261121-7", "4f2c9a1");

  record Sample(String name, Object value) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(
        new Sample("request", Scene.request(PLAN)),
        new Sample(
            "request-by-command",
            Scene.request(
                Plans.atomic()
                    .migrateByCommand(dev.windlass.workflows.plan.Migrations.Undo.DOWN)
                    .plan())),
        new Sample("request-rollback", Scene.request(Plans.rollback("20261115-1").plan())),
        new Sample("request-recovery", Scene.request(Plans.recovery("20261118-1").plan())),
        new Sample("command", new Command(Verb.APPROVE, Instruction.EMPTY)),
        new Sample(
            "ramp-request",
            new RampRequest(
                CHANGE, PLAN, 1, "change/shop/production", List.of(), Instant.EPOCH, true)),
        new Sample(
            "run-host-job",
            new RunHostJob(
                CHANGE,
                new HostGroup(null, PLAN.ssh(), PLAN.releaseHosts()),
                PLAN.layout(),
                ReleaseCommands.publish(PLAN),
                1,
                null)),
        new Sample("split", new Split(10, List.of("web-1"), List.of("web-2"))));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void writesAndReadsWhatItAlwaysDid(Sample sample) throws IOException {
    Path file = FOLDER.resolve(sample.name() + ".json");
    String now =
        WindlassJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(sample.value());
    if (Boolean.getBoolean("windlass.record")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, now + "\n");
    }

    String kept = Files.readString(file);
    assertThat(now + "\n").isEqualTo(kept);
    String newer = kept.replaceFirst("\\{", "{\"addedTomorrow\": 1,");
    assertThat(WindlassJson.mapper().readValue(newer, (Class<?>) sample.value().getClass()))
        .isEqualTo(sample.value());
  }

  @Test
  void namesOfWorkflowsSignalsQueriesAndUpdatesNeverChange() {
    assertThat(names(DeploymentWorkflow.class))
        .containsExactlyInAnyOrder(
            "Deployment",
            "approve",
            "reject",
            "abort",
            "pause",
            "resume",
            "promote",
            "retry",
            "skip",
            "undo",
            "close",
            "instruct",
            "offerCode",
            "rampProgress",
            "status");
    assertThat(names(RampWorkflow.class))
        .containsExactlyInAnyOrder(
            "Ramp",
            "pauseRamp",
            "resumeRamp",
            "promoteRamp",
            "retryRamp",
            "gateOpened",
            "progress");
    assertThat(names(BackupWorkflow.class)).containsExactlyInAnyOrder("Backup", "abort", "status");
    assertThat(names(RescanWorkflow.class)).containsExactlyInAnyOrder("RescanBackups", "status");
    assertThat(names(InspectionWorkflow.class)).containsExactly("Inspection");
    assertThat(names(FreshnessWorkflow.class))
        .containsExactlyInAnyOrder("Freshness", "renew", "end", "status");
    assertThat(names(ScheduledBackupWorkflow.class)).containsExactly("ScheduledBackup");
    assertThat(names(ScheduledDrillWorkflow.class)).containsExactly("ScheduledDrill");
    assertThat(names(StandingWatchWorkflow.class))
        .containsExactlyInAnyOrder("StandingWatch", "renew", "end", "status");
  }

  @Test
  void namesOfActivitiesNeverChange() {
    assertThat(
            Stream.of(
                    FleetActivities.class,
                    TrafficActivities.class,
                    MigrationActivities.class,
                    AnalysisActivities.class,
                    PreflightActivities.class,
                    ArtifactActivities.class,
                    LedgerActivities.class,
                    WatchActivities.class)
                .flatMap(ContractCompatibilityTest::activities))
        .containsExactlyInAnyOrder(
            "InspectHosts",
            "ShipArtifact",
            "RunHostJob",
            "ProveRelease",
            "KillOperations",
            "EndOlderJobs",
            "PruneJobs",
            "ReadTraffic",
            "MaintainTraffic",
            "ShiftTraffic",
            "RestoreTraffic",
            "InspectMigrations",
            "Migrate",
            "ReadDryRun",
            "TakeMigrationsDown",
            "StopMigration",
            "Analyse",
            "CheckPlan",
            "CheckNames",
            "PackGit",
            "OpenDeployment",
            "RecordEntries",
            "CloseDeployment",
            "LookAtChanges",
            "TellAlarms");
  }

  @Test
  void theNameOfTheQuestionWhatPassedNeverChanges() {
    assertThat(activities(PassedActivities.class)).containsExactly("FindPassed");
  }

  @Test
  void namesOfActivitiesOfBackupsNeverChange() {
    assertThat(activities(BackupActivities.class))
        .containsExactlyInAnyOrder("TakeBackup", "CopyBackup", "DiscardBackup");
    assertThat(activities(RescanActivities.class)).containsExactly("ScanStore");
    assertThat(activities(CatalogueActivities.class))
        .containsExactlyInAnyOrder(
            "OpenBackup",
            "StoredBackup",
            "CloseBackup",
            "ListBackups",
            "AwaitEndOfBackup",
            "RetireBackup",
            "RelyOnBackup",
            "ForgetBackup",
            "EnterBackups");
  }

  @Test
  void wordsForPeopleAreThoseOfTheWire() throws IOException {
    for (Enum<?> word :
        Stream.of(
                Phase.values(),
                Outcome.values(),
                Verb.values(),
                StandingWatchWorkflow.Phase.values(),
                BackupWorkflow.Phase.values(),
                BackupWorkflow.Occasion.values())
            .flatMap(Stream::of)
            .toList()) {
      assertThat(WindlassJson.mapper().writeValueAsString(word))
          .isEqualTo("\"" + WireNames.of(word) + "\"");
    }
  }

  @Test
  void anInstructionMayBeNothingATextOrAnObject() throws IOException {
    assertThat(read("null")).isIn(null, Instruction.EMPTY);
    assertThat(read("\"go\"").subject()).isEqualTo("go");
    assertThat(read("{\"gate\": \"go\", \"by\": \"lead-2\"}").by()).isEqualTo("lead-2");
    assertThat(DeploymentRequest.class).isRecord();
  }

  private static Instruction read(String json) throws IOException {
    return WindlassJson.mapper().readValue(json, Instruction.class);
  }

  private static Stream<String> activities(Class<?> type) {
    return POJOActivityInterfaceMetadata.newInstance(type).getMethodsMetadata().stream()
        .map(method -> method.getActivityTypeName());
  }

  private static List<String> names(Class<?> type) {
    return POJOWorkflowInterfaceMetadata.newInstance(type).getMethodsMetadata().stream()
        .map(method -> method.getName())
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }
}
