package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.support.Engine;
import dev.windlass.activities.support.TestFleet;
import dev.windlass.workflows.fleet.FleetActivities;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostRow;
import dev.windlass.workflows.fleet.HostRow.Result;
import dev.windlass.workflows.fleet.RunHostJob;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.release.ReleaseCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClearingTest {

  @TempDir private Path temporary;
  private final Engine engine = new Engine();
  private TestFleet fleet = new TestFleet(Path.of("/nowhere"));
  private FleetActivities activities = new FleetActivitiesImpl(fleet.parts());
  private Host web = new Host("nobody", 22, "root", List.of(), null);
  private Layout layout = new Layout("/nowhere", 3, List.of());

  @BeforeEach
  void start() throws IOException {
    fleet = new TestFleet(temporary);
    activities = engine.of(FleetActivities.class, new FleetActivitiesImpl(fleet.parts()));
    web = fleet.host("web");
    layout = fleet.layout();
    Files.createDirectories(path("releases/r1/cache"));
    Files.createDirectories(path(".windlass"));
    Files.writeString(path(".windlass/fence"), "7\n");
  }

  @AfterEach
  void stop() throws IOException {
    engine.close();
    fleet.close();
  }

  @Test
  void takesReleasesAwayAndLeavesNoJob() {
    assertThat(clear(7, ReleaseCommands.prune(List.of("r1"))).result()).isEqualTo(Result.DONE);
    assertThat(path("releases")).isEmptyDirectory();
    assertThat(path(".windlass/gone")).isEmptyDirectory();
    assertThat(path(".windlass/jobs")).doesNotExist();
  }

  @Test
  void takesNothingAwayWhereALaterChangeHasBegun() {
    HostRow late = clear(6, ReleaseCommands.prune(List.of("r1")));
    assertThat(late.result()).isEqualTo(Result.FAILED);
    assertThat(late.detail()).isEqualTo("a later deployment has been here: 7");
    assertThat(path("releases/r1/cache")).exists();
  }

  @Test
  void nobodyCanBeginALaterChangeUntilAllIsMovedAside() {
    HostRow row =
        clear(
            7,
            clearing("! flock -n .windlass/fence.lock true", "flock -n .windlass/fence.lock true"));
    assertThat(row.detail()).isEmpty();
    assertThat(row.result()).isEqualTo(Result.DONE);
  }

  @Test
  void whatCannotBeMovedAsideKeepsNothingElseFromBeingDeleted() {
    HostRow row = clear(7, clearing("echo stays >&2; exit 3", "touch deleted"));
    assertThat(row.result()).isEqualTo(Result.FAILED);
    assertThat(row.detail()).isEqualTo("stays");
    assertThat(path("deleted")).exists();
  }

  private HostRow clear(long number, HostJob job) {
    return activities
        .run(new RunHostJob(fleet.change(number), fleet.group(web), layout, job, 1, null))
        .rows()
        .getFirst();
  }

  private static HostJob clearing(String... lines) {
    return HostJob.clearing(
        "prune",
        Arrays.stream(lines).map(line -> HostJob.Line.of(line, line)).toList(),
        Duration.ofSeconds(30));
  }

  private Path path(String relative) {
    return Path.of(layout.path(), relative);
  }
}
