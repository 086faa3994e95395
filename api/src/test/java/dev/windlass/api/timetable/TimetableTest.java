package dev.windlass.api.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.workflows.backup.ScheduledBackupWorkflow.ScheduledRequest;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.schedules.ScheduleActionExecution;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleDescription;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a file says of hours and alarms is what a real Temporal server does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimetableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private Optional<RealSchedules> started = Optional.empty();

  @BeforeAll
  void begin(@TempDir Path place) {
    started = Optional.of(new RealSchedules(place));
  }

  @AfterAll
  void end() {
    started.ifPresent(RealSchedules::close);
  }

  @Test
  void aScheduleOfTheFileIsOneOfTemporal() {
    bring(file("daily", "schedule: daily 02:15"));

    ScheduleDescription found = found("daily");
    assertThat(found.getInfo().getNextActionTimes())
        .isNotEmpty()
        .allSatisfy(next -> assertThat(next.atZone(BERLIN).toLocalTime()).hasToString("02:15"));
    assertThat(policy("daily").getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    assertThat(policy("daily").getCatchupWindow()).isEqualTo(Duration.ofHours(1));
    ScheduledRequest request = request("daily");
    assertThat(request.overlap()).isEqualTo(Overlap.SKIP);
    assertThat(request.plan().source().kind()).isEqualTo("database");
    assertThat(request.plan().zone()).isEqualTo("Europe/Berlin");
  }

  @Test
  void aWordOnHowIsHeard() {
    bring(file("told", "schedule: {at: weekly Sun 03:30, jitter: 1s, overlap: wait, catchUp: 2h}"));

    ScheduleDescription found = found("told");
    assertThat(found.getInfo().getNextActionTimes())
        .allSatisfy(next -> assertThat(next.atZone(BERLIN).getDayOfWeek()).hasToString("SUNDAY"));
    assertThat(policy("told").getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE);
    assertThat(policy("told").getCatchupWindow()).isEqualTo(Duration.ofHours(2));
    assertThat(found.getSchedule().getSpec().getJitter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(request("told").overlap()).isEqualTo(Overlap.WAIT);
  }

  @Test
  void theSameFileAgainChangesNothingAndAPauseOutlivesANewHour() {
    bring(file("paused", "schedule: \"15 2 * * *\""));
    real().operator().getHandle(id("paused")).pause("the store is being moved");

    bring(file("paused", "schedule: \"15 2 * * *\""));
    bring(file("paused", "schedule: \"45 4 * * *\""));

    ScheduleDescription found = found("paused");
    assertThat(found.getSchedule().getState()).extracting(ScheduleState::isPaused).isEqualTo(true);
    ScheduleView view = new ScheduleView.Said("database", "45 4 * * *", "Europe/Berlin").of(found);
    assertThat(view.state()).isEqualTo(ScheduleView.State.PAUSED);
    assertThat(view.remark()).isEqualTo("the store is being moved");
    assertThat(view.next()).isNull();
    real().operator().getHandle(id("paused")).unpause();
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(found("paused").getInfo().getNextActionTimes())
                .isNotEmpty()
                .allSatisfy(
                    next -> assertThat(next.atZone(BERLIN).toLocalTime()).hasToString("04:45")));
  }

  @Test
  void whatTheFileNoLongerSaysIsGone() {
    Specification before = file("gone", "schedule: daily 02:15");
    bring(before);

    assertThat(timetable().bring(before, file("gone", "limit: 1h"))).isEmpty();

    assertThat(real().schedules().find(id("gone"))).isEmpty();
  }

  @Test
  void anEnvironmentThatLeavesTheFileTakesItsScheduleAndAlarmAlong() {
    Specification before = file("left", "schedule: daily 02:15\n        alarm: 26h");
    bring(before);
    assertThat(isWatched("left")).isTrue();
    Specification after =
        SpecificationReader.read(
            """
            application: left
            preset: static
            release: {artifact: upload}
            environments:
              staging:
                ssh: {user: deploy}
                hosts: {web: [stage-1.left.example]}
            """);

    assertThat(timetable().bring(before, after)).isEmpty();

    assertThat(real().schedules().find(id("left"))).isEmpty();
    assertThat(real().signals("left")).endsWith("end");
  }

  @Test
  void anAlarmIsBegunOnceAndRenewed() {
    Specification file = file("alarmed", "alarm: 26h");
    bring(file);
    bring(file);

    assertThat(real().signals("alarmed")).containsExactly("renew", "renew");
  }

  @Test
  void whatATriggeredScheduleStartsIsTheBackupOfTheFile() {
    bring(file("triggered", "schedule: daily 02:15"));
    real().operator().getHandle(id("triggered")).trigger();

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(found("triggered").getInfo().getRecentActions())
                .singleElement()
                .extracting(result -> started(result.getAction()))
                .asString()
                .startsWith("scheduled-backup/triggered/production/database"));
  }

  private static String started(ScheduleActionExecution action) {
    return action instanceof ScheduleActionExecutionStartWorkflow start
        ? start.getWorkflowId()
        : String.valueOf(action);
  }

  private boolean isWatched(String application) {
    try {
      return !real()
          .workflows()
          .fetchHistory(WorkflowIds.freshness(application, "production"))
          .getEvents()
          .isEmpty();
    } catch (WorkflowNotFoundException none) {
      return false;
    }
  }

  private void bring(Specification file) {
    assertThat(timetable().bring(null, file)).isEmpty();
  }

  private Timetable timetable() {
    return real().timetable();
  }

  private ScheduleDescription found(String application) {
    return real().found(id(application));
  }

  private SchedulePolicy policy(String application) {
    return real().policy(id(application));
  }

  private ScheduledRequest request(String application) {
    return real().request(id(application), ScheduledRequest.class);
  }

  private static String id(String application) {
    return WorkflowIds.backup(application, "production", "database");
  }

  private RealSchedules real() {
    return started.orElseThrow();
  }

  private static Specification file(String application, String key) {
    return SpecificationReader.read(
        """
        application: %1$s
        preset: static
        release: {artifact: upload}
        environments:
          production:
            ssh: {user: deploy}
            hosts: {web: [web-1.%1$s.example]}
            database: {mariadb: db-1.%1$s.example/shop, user: windlass, password: {secret: db}}
            backups:
              database:
                %2$s
              stores: ["file:///var/backups/%1$s"]
              zone: Europe/Berlin
        """
            .formatted(application, key));
  }
}
