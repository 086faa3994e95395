package dev.windlass.workflows.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.analysis.Alarm;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.Verdict;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.SearchAttributes;
import dev.windlass.workflows.contract.TaskQueues;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.maintenance.Notice;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.StandingWatch;
import dev.windlass.workflows.scene.Plans;
import dev.windlass.workflows.scene.Scene;
import dev.windlass.workflows.watch.StandingWatchWorkflow.Phase;
import dev.windlass.workflows.watch.StandingWatchWorkflow.WatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a standing watch tells, and when it holds its tongue. */
class StandingWatchTest {

  private static final String WINDOW = "standing watch";
  private static final Duration ROUND = Duration.ofMinutes(5);
  private static final DeploymentPlan PLAN = Plans.atomic().standingWatch().plan().watched();

  private final Scene scene = new Scene();

  @AfterEach
  void leave() {
    scene.close();
  }

  @Test
  void measuresInWindowsAndSaysNothingWhileAllIsWell() {
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(ROUND.multipliedBy(12));

    assertThat(watch.status().phase()).isEqualTo(Phase.WATCHING);
    assertThat(measured()).isBetween(12, 14);
    assertThat(scene.watch.told).isEmpty();
    assertThat(scene.world.story()).noneMatch(line -> line.startsWith("inspect"));
  }

  @Test
  void aCheckThatFailsIsAnAlarmUntilAWindowPasses() {
    scene.world.verdicts(WINDOW, Verdict.PASS, Verdict.FAIL, Verdict.FAIL, Verdict.PASS);
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(ROUND.plusSeconds(10));

    assertThat(watch.status().phase()).isEqualTo(Phase.ALARM);
    assertThat(phase()).isEqualTo("alarm");
    assertThat(watch.status().alarms()).extracting(Alarm::check).containsExactly("up");
    Instant since = watch.status().alarms().getFirst().since();

    scene.sleep(ROUND);
    assertThat(watch.status().phase()).isEqualTo(Phase.WATCHING);
    assertThat(phase()).isEqualTo("watching");
    assertThat(scene.watch.news()).containsExactly("+ up", "- up");
    assertThat(scene.watch.told.getLast().ended().getFirst().since()).isEqualTo(since);
  }

  @Test
  void anAlarmIsLookedAtAgainAtThePaceOfTheFileAndToldAgain() {
    scene.world.verdicts(WINDOW, Verdict.FAIL);
    start(request(7));
    scene.sleep(ROUND);

    assertThat(measured()).isBetween(9, 11);
    assertThat(scene.watch.news()).containsExactly("+ up");
    assertThat(scene.watch.told).hasSizeBetween(9, 11);
  }

  @Test
  void saysNothingWhileSomebodyHasClosedTheDoors() {
    scene.world.verdicts(WINDOW, Verdict.FAIL, Verdict.PASS);
    scene.world.closed = "";
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofHours(3));

    assertThat(watch.status().phase()).isEqualTo(Phase.SILENT);
    assertThat(watch.status().why()).isEqualTo("maintenance is on");
    assertThat(measured()).isEqualTo(1);

    scene.world.closed = null;
    scene.sleep(Duration.ofMinutes(2));
    assertThat(watch.status().phase()).isEqualTo(Phase.WATCHING);
    assertThat(scene.watch.told).isEmpty();
  }

  @Test
  void saysNothingWhileTheBalancerTurnsVisitorsAway() {
    scene.world.verdicts(WINDOW, Verdict.FAIL);
    scene.world.notice = new Notice("Back soon", Duration.ofMinutes(2), List.of(), List.of());
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofMinutes(20));

    assertThat(watch.status().phase()).isEqualTo(Phase.SILENT);
    assertThat(scene.watch.told).isEmpty();
  }

  @Test
  void saysNothingWhileAChangeIsUnderWay() {
    scene.world.verdicts(WINDOW, Verdict.FAIL);
    scene.watch.changing = true;
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofHours(1));
    assertThat(watch.status().why()).isEqualTo("a change is under way");
    assertThat(scene.watch.told).isEmpty();

    scene.watch.changing = false;
    scene.sleep(Duration.ofMinutes(2));
    assertThat(watch.status().phase()).isEqualTo(Phase.ALARM);
  }

  @Test
  void keepsAnAlarmOfBeforeAMaintenanceAndTellsItsEndAfterwards() {
    scene.world.verdicts(WINDOW, Verdict.FAIL, Verdict.FAIL, Verdict.PASS);
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofSeconds(10));
    scene.world.closed = "{}";
    scene.sleep(Duration.ofHours(1));
    assertThat(watch.status().phase()).isEqualTo(Phase.SILENT);
    assertThat(watch.status().alarms()).hasSize(1);

    scene.world.closed = null;
    scene.sleep(Duration.ofMinutes(2));
    assertThat(scene.watch.news()).containsExactly("+ up", "- up");
  }

  @Test
  void alarmsAlsoWhenNobodyCanSayWhatGoesOnAround() {
    scene.world.verdicts(WINDOW, Verdict.FAIL);
    scene.watch.blind = Failures.of(FailureType.UNAVAILABLE, "the store is away");
    scene.world.fails("read weights", Failures.of(FailureType.INVALID, "lb-1 is away"));
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofMinutes(10));

    assertThat(watch.status().phase()).isEqualTo(Phase.ALARM);
  }

  @Test
  void whatCannotBeMeasuredIsShownAndAnAlarmOnlyAfterThreeWindows() {
    scene.world.verdicts(WINDOW, Verdict.INCONCLUSIVE);
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(ROUND.plusSeconds(10));
    assertThat(watch.status().phase()).isEqualTo(Phase.WATCHING);
    assertThat(Objects.requireNonNull(watch.status().last()).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);

    scene.sleep(ROUND);
    assertThat(watch.status().alarms())
        .extracting(Alarm::kind)
        .containsExactly(Alarm.Kind.UNMEASURED);
  }

  @Test
  void measuringThatFailsIsAnAlarmToo() {
    RuntimeException refused = Failures.of(FailureType.NOT_GRANTED, "secret smoke is not granted");
    scene.world.fails("analyse " + WINDOW, refused, refused, refused, refused);
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(ROUND.multipliedBy(2).plusSeconds(10));

    assertThat(watch.status().alarms())
        .extracting(Alarm::sentence)
        .containsExactly("check up could not be measured: secret smoke is not granted");
  }

  @Test
  void goesOnInAnotherRunWithWhatItKnows() {
    scene.world.verdicts(WINDOW, Verdict.FAIL);
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofSeconds(10));
    String first = run();
    Instant since = watch.status().alarms().getFirst().since();
    scene.sleep(Duration.ofHours(2));

    assertThat(run()).isNotEqualTo(first);
    assertThat(latest().status().alarms()).extracting(Alarm::since).containsExactly(since);
    assertThat(scene.watch.news()).containsExactly("+ up");
    assertThat(phase()).isEqualTo("alarm");
  }

  @Test
  void watchesWhatItIsRenewedWithAtOnce() {
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofSeconds(10));
    DeploymentPlan other = Plans.atomic().checksFromOutsideToo().standingWatch().plan().watched();
    scene.watch.newest = 8;
    watch.renew(new WatchRequest(change(8), other));

    // The engine's clock is not turned on meanwhile: what is not done at once is done in minutes.
    Awaitility.await().untilAsserted(() -> assertThat(measured()).isEqualTo(2));
    assertThat(scene.world.asked.get(WINDOW)).containsExactly("up", "login");
    assertThat(watch.status().number()).isEqualTo(8);
    scene.sleep(Duration.ofHours(1));
    assertThat(latest().status().phase()).isEqualTo(Phase.WATCHING);
  }

  @Test
  void endsOnceALaterDeploymentHasSucceededThatDidNotRenewIt() {
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofSeconds(10));
    scene.watch.newest = 8;

    WorkflowStub.fromTyped(watch).getResult(Void.class);
    assertThat(measured()).isEqualTo(1);
  }

  @Test
  void endsWhenAPersonSaysSo() {
    StandingWatchWorkflow watch = start(request(7));
    scene.sleep(Duration.ofSeconds(10));
    watch.end(null);

    WorkflowStub.fromTyped(watch).getResult(Void.class);
    assertThat(measured()).isEqualTo(1);
  }

  @Test
  void noCheckIsMeasuredMoreOftenThanTheFileSaysAndNoneHasEnoughEarly() {
    StandingWatch slow = new StandingWatch(Duration.ofMinutes(2), null);

    assertThat(slow.window()).isEqualTo(Duration.ofMinutes(4));
    assertThat(new StandingWatch(Duration.ofSeconds(2), null).window()).hasSeconds(20);
    assertThat(new StandingWatch(Duration.ofHours(1), null).window()).hasHours(1);
    assertThat(slow.paced(PLAN.checks()))
        .extracting(Check::rule)
        .allMatch(rule -> rule.every().equals(slow.every()) && rule.successes() == 0);
  }

  private int measured() {
    return (int) scene.world.measurements(WINDOW);
  }

  private StandingWatchWorkflow start(WatchRequest request) {
    StandingWatchWorkflow watch =
        scene
            .client()
            .newWorkflowStub(
                StandingWatchWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id())
                    .setTaskQueue(TaskQueues.CENTRAL)
                    .build());
    WorkflowClient.start(watch::run, request);
    return latest();
  }

  private StandingWatchWorkflow latest() {
    return scene.client().newWorkflowStub(StandingWatchWorkflow.class, id());
  }

  private String run() {
    return scene.client().newUntypedWorkflowStub(id()).describe().getExecution().getRunId();
  }

  private @Nullable String phase() {
    return scene
        .client()
        .newUntypedWorkflowStub(id())
        .describe()
        .getTypedSearchAttributes()
        .get(SearchAttributes.PHASE);
  }

  private static String id() {
    return WorkflowIds.environment("shop", "production");
  }

  private static WatchRequest request(long number) {
    return new WatchRequest(change(number), PLAN);
  }

  private static Change change(long number) {
    return new Change("d-" + number, number, "shop", "production", "20261121-" + number, "4f2c9a1");
  }
}
