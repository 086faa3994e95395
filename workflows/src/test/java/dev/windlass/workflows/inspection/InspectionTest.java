package dev.windlass.workflows.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.GitSource;
import dev.windlass.workflows.inspection.InspectionWorkflow.Inspect;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.migration.MigrationActivities.MigrationFacts;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.ReleaseSource.Artifact;
import dev.windlass.workflows.preflight.PlannedNames;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Readings;
import dev.windlass.workflows.scene.Scene;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an inspection brings home, and that trouble is a problem of the plan, not its end. */
class InspectionTest {

  private static final Artifact ARTIFACT =
      new Artifact("ab".repeat(32), 1000, ArchiveForm.TAR_GZ, "4f2c9a1");
  private static final GitSource GIT = new GitSource("git@git.example:shop.git", "main", null);
  private static final DeploymentPlan PLAN = Plans.atomic().flyway().plan();

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void bringsTheFactsOfEveryHostAndWhatIsPending() {
    scene.world.migrations = new MigrationFacts("1", List.of("V2__note.sql"), List.of());

    Facts facts = look(null, ARTIFACT);

    assertThat(facts.problems()).isEmpty();
    assertThat(facts.hosts())
        .extracting(SeenHost::host)
        .containsExactly("web-1", "web-2", "web-3", "web-4", "queue-1");
    assertThat(facts.hosts()).allMatch(seen -> Plans.LIVE.equals(seen.facts().live()));
    assertThat(facts.pending()).containsExactly("V2__note.sql");
    assertThat(facts.artifact()).isEqualTo(ARTIFACT);
  }

  @Test
  void makesAnArtifactOfTheRepositoryBeforeAnythingIsLookedAt() {
    scene.world.packed = ARTIFACT;

    Facts facts = look(GIT, null);

    assertThat(facts.artifact()).isEqualTo(ARTIFACT);
    assertThat(scene.world.story())
        .containsExactly(
            "pack main",
            "inspect lb-1 queue-1 web-1 web-2 web-3 web-4",
            "look at migrations of 4f2c9a1");
  }

  @Test
  void namesARevisionThatCannotBeHadAndStillLooksAtTheHosts() {
    scene.world.fails(
        "pack main", Failures.of(FailureType.INVALID, "git has no revision main; nothing fetched"));

    Facts facts = look(GIT, null);

    assertThat(facts.problems())
        .containsExactly(
            new Problem("release.git", "git has no revision main; nothing fetched", null));
    assertThat(facts.hosts()).hasSize(5);
    assertThat(facts.artifact()).isNull();
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("look at migrations"));
  }

  @Test
  void tellsAllProblemsOfHostsAndDatabaseAtOnce() {
    Problem full = new Problem("web-2", "310 MB free, needs 640", "remove something there");
    scene.world.hostProblems.put("web-2", full);
    scene.world.results("inspect", "queue-1", Result.UNREACHABLE);
    scene.world.migrations =
        new MigrationFacts("1", List.of(), List.of("V1__note.sql was changed after it ran"));

    Facts facts = look(null, ARTIFACT);

    assertThat(facts.problems())
        .containsExactlyInAnyOrder(
            full,
            new Problem("queue-1", "scripted unreachable", null),
            new Problem("migrations", "V1__note.sql was changed after it ran", null));
    assertThat(facts.hosts())
        .extracting(SeenHost::host)
        .containsExactly("web-1", "web-2", "web-3", "web-4");
  }

  @Test
  void namesADatabaseThatCannotBeAsked() {
    scene.world.fails(
        "look at migrations of 4f2c9a1",
        Failures.of(FailureType.NOT_GRANTED, "database db-1:3306 is not granted"));

    Facts facts = look(null, ARTIFACT);

    assertThat(facts.problems())
        .containsExactly(new Problem("migrations", "database db-1:3306 is not granted", null));
    assertThat(facts.pending()).isEmpty();
  }

  @Test
  void asksForNamesBesideTheHostsAndSparesTheDatabaseWhatIsNotGranted() {
    Problem missing = new Problem("grants", "the secret db-app is not granted", "grant it");
    scene.world.planProblems.add(missing);
    scene.world.hostProblems.put("web-1", missing);
    scene.world.hostProblems.put("web-2", new Problem("web-2", "is full", null));

    Facts facts = look(null, ARTIFACT, PlannedNames.of(PLAN));

    assertThat(facts.problems())
        .as("each once, whoever tells it")
        .containsExactly(missing, new Problem("web-2", "is full", null));
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("look at migrations"));
  }

  @Test
  void tellsWhatSpeaksAgainstNoPlan() {
    Problem remark = new Problem("web-1", "sessions of its own", "a database");
    scene.world.hostRemarks.put("web-1", remark);

    Facts facts = look(null, ARTIFACT, PlannedNames.of(PLAN));

    assertThat(facts.remarks()).containsExactly(remark);
    assertThat(facts.problems()).isEmpty();
    assertThat(scene.world.story()).contains("look at migrations of 4f2c9a1");
  }

  @Test
  void bringsWhatThePendingScriptsWouldDoAndWhatStandsAgainstIt() {
    Reading drops = Readings.of("drop table orders;");
    scene.world.migrations = new MigrationFacts("1", List.of("V2__step.sql"), List.of(), drops);

    Facts facts = look(null, ARTIFACT);

    assertThat(facts.reading()).isEqualTo(drops);
    assertThat(facts.problems()).extracting(Problem::where).containsExactly("V2__step.sql:1");
    assertThat(facts.problems().getFirst().what()).startsWith("drop-table: ");
  }

  private Facts look(@Nullable GitSource git, @Nullable Artifact artifact) {
    return look(git, artifact, null);
  }

  private Facts look(
      @Nullable GitSource git, @Nullable Artifact artifact, @Nullable PlannedNames names) {
    InspectionWorkflow inspection =
        scene
            .client()
            .newWorkflowStub(
                InspectionWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.inspection("1"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    return inspection.run(
        new Inspect(
            PLAN.application(),
            PLAN.environment(),
            PLAN.layout(),
            HostGroup.of(PLAN.hosts(), PLAN.ssh()),
            InspectHosts.Mode.DEPLOY,
            git,
            artifact,
            PLAN.migrations() instanceof Migrations.Scripts scripts ? scripts : null,
            null,
            null,
            null,
            null,
            names));
  }
}
