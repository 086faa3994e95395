package dev.windlass.activities.fleet;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the SSH user may not do on a host, with the sudoers line that would allow it. sudo tells
 * what is allowed, not whether it would ask for a password where another entry of the user needs
 * none ({@code listpw} in sudoers(5)).
 */
final class RightsLook {

  private static final String SCRIPT = HostInspector.script("rights.sh");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private RightsLook() {}

  static List<Problem> at(InspectHosts request, RemoteHost remote, Host host) {
    List<Right> rights =
        Objects.requireNonNullElse(request.rights(), List.<Right>of()).stream()
            .filter(right -> right.isAskedOn(host))
            .toList();
    if (rights.isEmpty()) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>();
    for (Right right : rights) {
      arguments.add(Objects.requireNonNullElse(right.as(), ""));
      arguments.add(filled(right.directory(), request.layout().on(host), host));
      arguments.add(filled(right.command(), request.layout().on(host), host));
    }
    return problems(
        host,
        remote
            .run(RemoteCommand.of(SCRIPT, arguments.toArray(String[]::new)).withTimeout(LIMIT))
            .output());
  }

  private static String filled(@Nullable String template, Layout layout, Host host) {
    return template == null
        ? ""
        : template.replace("{path}", layout.path()).replace("{host}", host.name());
  }

  /** What the script's output means. Pure. */
  static List<Problem> problems(Host host, String printed) {
    return printed.lines().distinct().map(line -> problem(host, line)).toList();
  }

  private static Problem problem(Host host, String line) {
    String user = host.user();
    if (line.startsWith("readonly ")) {
      String directory = line.substring("readonly ".length());
      return new Problem(
          host.name(),
          directory + " is not writable for " + user,
          "balancer.as: root, or chown " + user + " " + directory);
    }
    if (!line.startsWith("denied ")) {
      return new Problem(host.name(), "sudo is missing", "install the package sudo");
    }
    String[] denied = line.substring("denied ".length()).split("\\|", 3);
    String command = denied[1];
    int words = command.indexOf(' ');
    return new Problem(
        host.name(),
        "%s may not run '%s' as %s by sudo without a password".formatted(user, command, denied[2]),
        "visudo -f /etc/sudoers.d/windlass: %s ALL=(%s) NOPASSWD: %s%s"
            .formatted(
                user, denied[2], denied[0], words < 0 ? "" : escaped(command.substring(words))));
  }

  /** As sudoers(5) wants the arguments of a command. */
  private static String escaped(String arguments) {
    return arguments.replaceAll("[,:=\\\\]", "\\\\$0");
  }
}
