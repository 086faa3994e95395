package dev.windlass.workflows.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.maintenance.Maintenance.AfterLimit;
import dev.windlass.workflows.plan.HostCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceCommandsTest {

  @Test
  void aCommandIsToldWhatTheFileSaysToVisitors() {
    assertThat(on("bin/down {retryAfter} {message} {allow}", "10.0.0.0/8", "127.0.0.1"))
        .isEqualTo("bin/down 90 'Back at nine, it'\\''s late' 10.0.0.0/8,127.0.0.1");
  }

  @Test
  void aCommandIsToldThatNobodyGetsThrough() {
    assertThat(on("bin/down {allow}")).isEqualTo("bin/down ''");
  }

  /** How this command is run. */
  private static String on(String command, String... allow) {
    Maintenance maintenance =
        new Maintenance(
            new MaintenanceBy.Command(
                new HostCommand("maintenance on", command, null, List.of("web")),
                new HostCommand("maintenance off", "bin/up", null, List.of("web")),
                null),
            "Back at nine, it's late",
            Duration.ofSeconds(90),
            List.of(allow),
            List.of(),
            List.of(),
            List.of(),
            null,
            AfterLimit.OFF);
    return MaintenanceCommands.close(MaintenanceCommands.ON, maintenance).lines().stream()
        .filter(line -> line.name().equals("maintenance on"))
        .map(HostJob.Line::line)
        .findFirst()
        .orElseThrow();
  }
}
