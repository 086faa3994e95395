package dev.windlass.activities.fleet;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.RunResult;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a reload of php-fpm lets requests end. What cannot be read is not objected to. */
final class PhpFpmLook {

  private static final String SCRIPT = HostInspector.script("php-fpm.sh");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private PhpFpmLook() {}

  static List<Problem> at(InspectHosts request, RemoteHost remote, Host host) {
    List<String> units = request.phpFpm();
    List<Problem> problems = new ArrayList<>();
    if (units == null || !host.has(Host.WEB) || request.mode() != InspectHosts.Mode.DEPLOY) {
      return problems;
    }
    for (String unit : units) {
      RunResult seen = remote.run(RemoteCommand.of(SCRIPT, unit).withTimeout(LIMIT));
      Problem problem = problem(host.name(), unit, seen.output());
      if (problem != null) {
        problems.add(problem);
      }
    }
    return problems;
  }

  /** Null where nothing speaks against a reload. */
  static @Nullable Problem problem(String host, String unit, String printed) {
    String config = value(printed, "config ");
    String timeout = value(printed, "timeout ");
    if (config == null || (timeout != null && !timeout.matches("0+[smhd]?"))) {
      return null;
    }
    return new Problem(
        host,
        unit + " process_control_timeout = 0: a reload cuts requests",
        "set process_control_timeout = 10s in %s and restart %s".formatted(config, unit));
  }

  private static @Nullable String value(String printed, String key) {
    return printed
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElse(null);
  }
}
