package dev.windlass.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.backup.BackupPlan;
import dev.windlass.workflows.backup.BackupSource;
import dev.windlass.workflows.backup.BackupWorkflow;
import dev.windlass.workflows.backup.BackupWorkflow.BackupRequest;
import dev.windlass.workflows.backup.BackupWorkflow.Occasion;
import dev.windlass.workflows.backup.CatalogueActivities.Ended;
import dev.windlass.workflows.backup.CatalogueActivities.Row;
import dev.windlass.workflows.backup.StorePlace;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.deployment.SecuredBackup.Way;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.gate.Gate;
import dev.windlass.workflows.plan.Backup.Otherwise;
import dev.windlass.workflows.plan.Backup.Own;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.scene.FakeBackups;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deployment changes nothing before the backups that it asks for are there. */
class OwnBackupTest {

  private static final String ALL = "queue-1 web-1 web-2 web-3 web-4";
  private static final String VAULT = "sftp://backup@vault/shop";
  private static final String BY = "deployment 7 by dev-1";

  private final Scene scene = new Scene();
  private final FakeBackups backups = scene.backups;

  @BeforeEach
  void oneStory() {
    backups.listener = scene.world::tell;
  }

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void oneIsTakenAfterThePreparationAndBeforeTheSchema() {
    DeploymentStatus status =
        playedTo("succeeded", Plans.atomic().flyway().ownBackup(always()).plan());

    assertThat(scene.world.storyFrom("prepare"))
        .startsWith(
            "prepare " + ALL,
            "open for " + BY,
            "take b-1 to " + VAULT,
            "stored b-1 in " + VAULT,
            "close b-1: null",
            "rely on b-1 for d-1",
            "migrate");
    assertThat(status.backups())
        .singleElement()
        .satisfies(backup -> {
          assertThat(backup.id()).isEqualTo("b-1");
          assertThat(backup.kind()).isEqualTo("database");
          assertThat(backup.way()).isEqualTo(Way.TAKEN);
        });
    assertThat(said(status)).contains("backup b-1 of the database taken");
    assertThat(scene.world.ends.getLast().status())
        .extracting(DeploymentStatus::backups)
        .isEqualTo(status.backups());
  }

  @Test
  void whoeverWatchesSeesThatItIsBackedUp() {
    DeploymentStatus status = playedTo("succeeded", Plans.atomic().ownBackup(always()).plan());

    assertThat(status.timeline())
        .filteredOn(entry -> entry.text().startsWith("backup b-1"))
        .extracting(TimelineEntry::phase)
        .containsExactly(Phase.BACKING_UP);
  }

  @Test
  void itsOwnComeBeforeTheCommandAndBeforeTheDoorsClose() {
    playedTo("succeeded", Plans.standard().ownBackup(always()).plan());

    assertThat(scene.world.storyFrom("close b-1"))
        .startsWith(
            "close b-1: null", "rely on b-1 for d-1", "backup queue-1", "close to visitors");
  }

  @Test
  void oneThatIsYoungEnoughWillDo() {
    Instant takenAt = found("b-9", Duration.ofHours(2));

    DeploymentStatus status =
        playedTo("succeeded", Plans.atomic().ownBackup(younger(Otherwise.TAKE)).plan());

    assertThat(scene.world.storyFrom("prepare"))
        .startsWith("prepare " + ALL, "list database", "rely on b-9 for d-1", "publish " + ALL);
    assertThat(status.backups())
        .containsExactly(new SecuredBackup("database", "b-9", takenAt, Way.FOUND));
    assertThat(said(status))
        .contains("backup of the database: b-9 is 2 h old", "backup b-9 of the database accepted");
  }

  @Test
  void whereItIsAboutToGoANewOneIsTaken() {
    found("b-9", Duration.ofHours(2));
    backups.leaving.add("b-9");

    DeploymentStatus status =
        playedTo("succeeded", Plans.atomic().ownBackup(younger(Otherwise.TAKE)).plan());

    assertThat(status.backups()).extracting(SecuredBackup::id).containsExactly("b-1");
    assertThat(scene.world.storyFrom("rely on b-9"))
        .startsWith("rely on b-9 for d-1", "open for " + BY);
  }

  @Test
  void whatARestoreHasReplacedIsNoBackupOfWhatThereIsNow() {
    Instant takenAt = now().minus(Duration.ofHours(1));
    backups.rows.add(new Row("b-8", takenAt, List.of(VAULT), null, null, null, false, true));
    found("b-7", Duration.ofHours(2));

    DeploymentStatus status =
        playedTo("succeeded", Plans.atomic().ownBackup(younger(Otherwise.TAKE)).plan());

    assertThat(status.backups()).extracting(SecuredBackup::id).containsExactly("b-7");
  }

  @Test
  void whereItIsTooOldANewOneIsTaken() {
    found("b-9", Duration.ofHours(19));

    DeploymentStatus status =
        playedTo("succeeded", Plans.atomic().ownBackup(younger(Otherwise.TAKE)).plan());

    assertThat(scene.world.storyFrom("prepare"))
        .startsWith("prepare " + ALL, "list database", "open for " + BY, "take b-1 to " + VAULT);
    assertThat(said(status))
        .contains(
            "backup of the database will be taken: the newest, b-9, is 19 h old,"
                + " younger than 6 h is expected");
  }

  @Test
  void whereItIsTooOldNothingChangesIfTheFileSaysSo() {
    found("b-9", Duration.ofHours(19));

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().ownBackup(younger(Otherwise.REFUSE)).plan());

    assertThat(status.problems())
        .containsExactly(
            new Problem(
                "backup of the database",
                "the newest, b-9, is 19 h old, younger than 6 h is expected",
                "windlass backup production"));
    assertThat(scene.world.story()).endsWith("list database", "close refused");
  }

  @Test
  void whereThereIsNoneNothingChangesIfTheFileSaysSo() {
    DeploymentStatus status =
        playedTo("refused", Plans.atomic().ownBackup(younger(Otherwise.REFUSE)).plan());

    assertThat(status.problems())
        .extracting(Problem::what)
        .containsExactly("there is none, one younger than 6 h is expected");
  }

  @Test
  void aClockThatWasAheadKeepsNoBackupYoung() {
    found("b-9", Duration.ofDays(-3));

    DeploymentStatus status =
        playedTo("refused", Plans.atomic().ownBackup(younger(Otherwise.REFUSE)).plan());

    assertThat(status.problems())
        .extracting(Problem::what)
        .containsExactly("the newest, b-9, was taken later than now: is a clock wrong?");
  }

  @Test
  void oneThatGrewTooOldBeforeAGateTakesEverythingBack() {
    found("b-9", Duration.ofHours(5));
    DeploymentWorkflow run =
        scene.start(
            Plans.atomic()
                .gate(Plans.gate("go", Gate.Before.MIGRATIONS))
                .ownBackup(younger(Otherwise.REFUSE))
                .plan());
    scene.sleep(Duration.ofHours(2));
    run.approve(null);

    assertThat(scene.outcome(run)).isEqualTo("rolledBack");
    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly("prepare " + ALL, "list database", "discard " + ALL, "close rolledBack");
    assertThat(run.status().reason())
        .extracting(Reason::detail)
        .asString()
        .startsWith("the newest, b-9, is 7 h");
  }

  @Test
  void aBackupThatFailsTakesEverythingBack() {
    backups.failures.put("take", Failures.of(FailureType.INVALID, "the dump ended early"));

    DeploymentStatus status = playedTo("rolledBack", Plans.atomic().ownBackup(always()).plan());

    assertThat(scene.world.storyFrom("prepare"))
        .containsExactly(
            "prepare " + ALL,
            "open for " + BY,
            "take b-1 to " + VAULT,
            "discard b-1 in " + VAULT,
            "close b-1: the dump ended early",
            "discard " + ALL,
            "close rolledBack");
    assertThat(status.reason())
        .isEqualTo(
            new Reason(Reason.Code.STEP_FAILED, "backup of the database", "the dump ended early"));
    assertThat(status.backups()).isNull();
  }

  @Test
  void anAbortEndsTheBackupBeforeTheWayBackBegins() {
    backups.endless.add("take");
    DeploymentWorkflow run = scene.start(Plans.atomic().ownBackup(always()).plan());
    Awaitility.await().until(() -> backups.story.contains("take b-1 to " + VAULT));
    run.abort(null);

    assertThat(scene.outcome(run)).isEqualTo("aborted");
    assertThat(scene.world.storyFrom("take"))
        .containsExactly(
            "take b-1 to " + VAULT,
            "take b-1 to " + VAULT + " cancelled",
            "discard b-1 in " + VAULT,
            "close b-1: aborted with change/shop/production",
            "discard " + ALL,
            "close aborted");
  }

  @Test
  void oneThatIsBeingTakenAlreadyIsWaitedForAndAccepted() {
    Instant takenAt = duringAnother(null);

    DeploymentStatus status = playedTo("succeeded", Plans.atomic().ownBackup(always()).plan());

    assertThat(scene.world.storyFrom("prepare"))
        .startsWith(
            "prepare " + ALL,
            "await the end of database",
            "stored b-1 in " + VAULT,
            "close b-1: null",
            "rely on b-1 for d-1",
            "publish " + ALL);
    assertThat(status.backups())
        .containsExactly(new SecuredBackup("database", "b-1", takenAt, Way.AWAITED));
  }

  @Test
  void whereTheOtherFailsItTakesOneItself() {
    duringAnother("the store is full");

    DeploymentStatus status = playedTo("succeeded", Plans.atomic().ownBackup(always()).plan());

    assertThat(scene.world.storyFrom("await"))
        .startsWith(
            "await the end of database",
            "stored b-1 in " + VAULT,
            "close b-1: null",
            "open for " + BY,
            "take b-1 to " + VAULT);
    assertThat(status.backups()).extracting(SecuredBackup::way).containsExactly(Way.TAKEN);
  }

  @Test
  void whereTheOtherEndsWithoutTellingItTakesOneItself() {
    duringAnother(null);
    backups.ends.clear();

    DeploymentStatus status = playedTo("succeeded", Plans.atomic().ownBackup(always()).plan());

    assertThat(status.backups()).extracting(SecuredBackup::way).containsExactly(Way.TAKEN);
  }

  @Test
  void aFirstReleaseHasNothingToBackUp() {
    scene.world.everywhere = null;
    scene.world.ledgerLive = null;

    playedTo("succeeded", Plans.atomic().live(null).ownBackup(younger(Otherwise.REFUSE)).plan());

    assertThat(backups.story).isEmpty();
  }

  /**
   * A person's is being taken; it ends, in the words of its catalogue so, once it is waited for.
   */
  private Instant duringAnother(@Nullable String problem) {
    CountDownLatch over = new CountDownLatch(1);
    backups.hooks.put("take b-1 to " + VAULT, () -> awaits(over));
    backups.hooks.put(
        "await the end of database",
        () -> {
          over.countDown();
          Awaitility.await().until(() -> backups.story.contains("close b-1: null"));
        });
    Instant takenAt = now().minus(Duration.ofMinutes(10));
    backups.ends.add(new Ended("b-1", takenAt, problem));
    BackupWorkflow other =
        scene
            .client()
            .newWorkflowStub(
                BackupWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.backup("shop", "production", "database"))
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(other::run, new BackupRequest(always().plan(), Occasion.PERSON, "dev-2"));
    Awaitility.await().until(() -> backups.story.contains("take b-1 to " + VAULT));
    return takenAt;
  }

  private static void awaits(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant found(String id, Duration age) {
    Instant takenAt = now().minus(age);
    backups.rows.add(new Row(id, takenAt, List.of(VAULT), null, null));
    return takenAt;
  }

  private Instant now() {
    return Instant.ofEpochMilli(scene.environment.currentTimeMillis());
  }

  private static List<String> said(DeploymentStatus status) {
    return status.timeline().stream().map(TimelineEntry::text).toList();
  }

  private static Own always() {
    return new Own(plan(), null, Otherwise.TAKE);
  }

  private static Own younger(Otherwise otherwise) {
    return new Own(plan(), Duration.ofHours(6), otherwise);
  }

  private static BackupPlan plan() {
    Database database =
        new Database(Database.Engine.MARIADB, "db-1", 3306, "shop", "windlass", "db", null);
    return new BackupPlan(
        "shop",
        "production",
        new BackupSource.Data(database, null, null, List.of()),
        List.of(new StorePlace(VAULT, null, null, null)),
        null,
        null,
        "UTC",
        Plans.atomic().plan().ssh(),
        Duration.ofHours(1));
  }

  private DeploymentStatus playedTo(String outcome, DeploymentPlan plan) {
    DeploymentWorkflow run = scene.start(plan);
    assertThat(scene.outcome(run)).isEqualTo(outcome);
    return run.status();
  }
}
