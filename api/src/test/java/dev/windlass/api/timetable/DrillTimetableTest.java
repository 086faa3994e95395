package dev.windlass.api.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.engine.Runs;
import dev.windlass.api.planning.RegisteredFiles;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.store.Store;
import dev.windlass.store.application.NewVersion;
import dev.windlass.store.database.Database;
import dev.windlass.store.database.DatabaseSettings;
import dev.windlass.workflows.contract.WorkflowIds;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.drill.DrillWorkflow.Pick;
import dev.windlass.workflows.drill.ScheduledDrillWorkflow.DrillHour;
import dev.windlass.workflows.schedule.Overlap;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.schedules.ScheduleActionExecutionStartWorkflow;
import io.temporal.client.schedules.ScheduleState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a file says of drills by themselves is what a real Temporal server does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillTimetableTest {

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
    real().put(yaml("daily", "schedule: daily 04:45"));

    String id = id("daily");
    assertThat(real().found(id).getInfo().getNextActionTimes())
        .isNotEmpty()
        .allSatisfy(next ->
            assertThat(next.atZone(ZoneId.of("Europe/Berlin")).toLocalTime()).hasToString("04:45"));
    assertThat(real().policy(id).getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP);
    DrillHour hour = real().request(id, DrillHour.class);
    assertThat(hour.pick()).isEqualTo(Pick.LATEST);
    assertThat(hour.overlap()).isEqualTo(Overlap.SKIP);
    assertThat(hour.plan().control()).isEqualTo(4);
    assertThat(hour.plan().offsite().address()).isEqualTo("file:///var/backups/daily");
    ScheduleView view =
        new ScheduleView.Said("drill", "daily 04:45", "Europe/Berlin").of(real().found(id));
    assertThat(view.state()).isEqualTo(ScheduleView.State.ACTIVE);
    assertThat(view.next()).isNotNull();
  }

  @Test
  void aWordOnHowAndOnWhichIsHeard() {
    real()
        .put(
            yaml(
                "told",
                "schedule: {at: weekly Sun 03:30, jitter: 1s, overlap: wait, catchUp: 2h}, pick: random"));

    String id = id("told");
    assertThat(real().policy(id).getOverlap())
        .isEqualTo(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_BUFFER_ONE);
    assertThat(real().policy(id).getCatchupWindow()).isEqualTo(Duration.ofHours(2));
    DrillHour hour = real().request(id, DrillHour.class);
    assertThat(hour.pick()).isEqualTo(Pick.RANDOM);
    assertThat(hour.overlap()).isEqualTo(Overlap.WAIT);
  }

  @Test
  void aPauseOutlivesANewHour() {
    real().put(yaml("paused", "schedule: daily 04:45"));
    real().operator().getHandle(id("paused")).pause("the scratch server is being moved");

    real().put(yaml("paused", "schedule: daily 05:15"));

    assertThat(real().found(id("paused")).getSchedule().getState())
        .extracting(ScheduleState::isPaused)
        .isEqualTo(true);
  }

  @Test
  void whatTheFileNoLongerSaysIsGone() {
    Specification before = real().put(yaml("gone", "schedule: daily 04:45, alarm: 8d"));
    assertThat(real().signals("gone")).containsExactly("renew");
    Specification after = SpecificationReader.read(yaml("gone", "limit: 1h"));

    assertThat(real().timetable().bring(before, after)).isEmpty();

    assertThat(real().schedules().find(id("gone"))).isEmpty();
    assertThat(real().signals("gone")).endsWith("end");
  }

  @Test
  void aDatabaseThatIsDeclaredLaterIsKeptAwayFromToo() {
    real().put(yaml("first", "schedule: daily 04:45"));
    assertThat(real().request(id("first"), DrillHour.class).plan().production())
        .extracting(Production::application)
        .doesNotContain("later");

    real().put(yaml("later", "limit: 1h"));

    assertThat(real().request(id("first"), DrillHour.class).plan().production())
        .extracting(Production::application)
        .contains("first", "later");
  }

  @Test
  void whereAnotherFileCannotBeReadNothingIsDrilledWithoutKnowingItsDatabase(@TempDir Path place) {
    try (Store store =
        Store.of(Database.open(new DatabaseSettings.OwnFile(place.resolve("outdated"))))) {
      Instant now = Instant.now();
      store.applications().put(new NewVersion("old", "preset: gone", List.of(), "dev-1", now));
      Timetable timetable =
          new Timetable(
              real().schedules(), new Runs(real().workflows()), new RegisteredFiles(store));

      assertThat(
              timetable.bring(null, SpecificationReader.read(yaml("new", "schedule: daily 04:45"))))
          .singleElement()
          .asString()
          .startsWith("production: its drills are as they were")
          .contains("the file of one can no longer be read");
      assertThat(real().schedules().find(id("new"))).isEmpty();
      assertThat(timetable.bring(null, SpecificationReader.read(yaml("new", "limit: 1h"))))
          .isEmpty();
    }
  }

  @Test
  void whatATriggeredScheduleStartsIsTheDrillOfTheFile() {
    real().put(yaml("triggered", "schedule: daily 04:45"));
    real().operator().getHandle(id("triggered")).trigger();

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(real().found(id("triggered")).getInfo().getRecentActions())
                .singleElement()
                .extracting(result -> result.getAction())
                .isInstanceOfSatisfying(
                    ScheduleActionExecutionStartWorkflow.class,
                    start ->
                        assertThat(start.getWorkflowId())
                            .startsWith("scheduled-drill/triggered/production")));
  }

  private RealSchedules real() {
    return started.orElseThrow();
  }

  private static String id(String application) {
    return WorkflowIds.drill(application, "production");
  }

  static String yaml(String application, String keys) {
    return """
    application: %1$s
    preset: static
    release: {artifact: upload}
    environments:
      production:
        ssh: {user: deploy}
        hosts: {web: [web-1.%1$s.example]}
        database: {mariadb: db-1.%1$s.example/shop, user: windlass, password: {secret: db}}
        backups:
          database: {}
          stores: ["file:///var/backups/%1$s"]
          zone: Europe/Berlin
        drills: {scratch: {server: scratch-1, user: drill}, %2$s}
    """
        .formatted(application, keys);
  }
}
