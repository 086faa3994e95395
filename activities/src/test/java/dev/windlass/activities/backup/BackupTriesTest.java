package dev.windlass.activities.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.grant.GrantedHosts;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.sandbox.RealParts;
import dev.windlass.workflows.backup.BackupActivities;
import dev.windlass.workflows.backup.BackupActivities.Take;
import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.BackupWorkflow.Taken;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.WindlassDataConverter;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that goes away, and the try that comes after it. */
class BackupTriesTest {

  private static final String QUEUE = "tries";

  @TempDir private Path folder;
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));

  @BeforeEach
  void start() throws IOException {
    RealParts.require("tar", "zstd");
    fleet = new TestFleet(folder);
    Files.createDirectories(folder.resolve("near"));
    Files.createDirectories(folder.resolve("srv"));
    Files.writeString(folder.resolve("srv/invoice.txt"), "forty two");
  }

  @AfterEach
  void leave() throws IOException {
    fleet.close();
  }

  @Test
  void ofATryThatEndedBehindItsObjectNothingIsLeft() throws Exception {
    Sources sources = sources();
    Sources dying =
        (plan, to) -> {
          Manifest manifest = sources.read(plan, to);
          if (to.attempt() == 1) {
            assertThat(files()).as("whole, and no manifest").hasSize(1);
            throw new IllegalStateException("the worker is gone");
          }
          return manifest;
        };

    takenIn(dying);

    assertThat(files()).containsExactly("files-2", "manifest.json");
  }

  @Test
  void ofATryThatEndedBehindTheManifestOfAnotherNothingIsLeft() throws Exception {
    Sources sources = sources();
    Sources overtaken =
        (plan, to) -> {
          Sources.Target slow =
              new Sources.Target(to.store(), to.id(), 9, to.sealing(), to.progress());
          new ManifestFile(to.store(), plan, to.id()).write(sources.read(plan, slow));
          sources.read(plan, to);
          assertThat(files()).hasSize(3);
          throw new IllegalStateException("the worker is gone");
        };

    takenIn(overtaken);

    assertThat(files()).containsExactly("files-9", "manifest.json");
  }

  private Taken takenIn(Sources sources) throws IOException {
    try (TestWorkflowEnvironment environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(WindlassDataConverter.get())
                        .build())
                .build())) {
      Worker worker = environment.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(TwoTriesImpl.class);
      worker.registerActivitiesImplementations(
          new BackupActivitiesImpl(new GrantedStores(fleet.grants, fleet.sessions()), sources));
      environment.start();
      return environment
          .getWorkflowClient()
          .newWorkflowStub(TwoTries.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
          .take(new Take("b-1", plan(), Occasion.PERSON));
    }
  }

  private Sources sources() {
    return new PlanSources(
        new DatabaseRoute.Opener(fleet.grants, fleet.sessions()),
        new GrantedHosts(fleet.grants, fleet.sessions()),
        Clock.systemUTC());
  }

  private BackupPlan plan() throws IOException {
    BackupSource files =
        new BackupSource.Files(
            fleet.host("web"), folder.resolve("srv").toString(), List.of("."), List.of());
    StorePlace near = new StorePlace("file://" + folder.resolve("near"), null, null, null);
    Duration limit = Duration.ofMinutes(5);
    return new BackupPlan(
        "shop", "production", files, List.of(near), null, null, "UTC", TestFleet.SSH, limit);
  }

  /** Without what follows the first dot of an object's name. */
  private List<String> files() {
    try (Stream<Path> files = Files.walk(folder.resolve("near"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .map(name -> name.equals("manifest.json") ? name : name.replaceFirst("[.].*", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The engine's own second try, of which a single activity has none. */
  @WorkflowInterface
  public interface TwoTries {
    @WorkflowMethod
    Taken take(Take request);
  }

  /** Tries once more at once. */
  public static class TwoTriesImpl implements TwoTries {
    @Override
    public Taken take(Take request) {
      return Workflow.newActivityStub(
              BackupActivities.class,
              ActivityOptions.newBuilder()
                  .setStartToCloseTimeout(Duration.ofMinutes(1))
                  .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
                  .build())
          .take(request);
    }
  }
}
