package dev.windlass.activities.fleet;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.Writable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a host can let somebody else write where the file says so. */
final class WritableLook {

  private static final String SCRIPT = HostInspector.script("writable.sh");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private WritableLook() {}

  static List<Problem> at(InspectHosts request, RemoteHost remote, Host host) {
    Layout layout = request.layout().on(host);
    Writable writable = layout.writable();
    if (writable == null || !host.takesReleases()) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(WireNames.of(writable.how()));
    arguments.add(writable.by());
    writable.paths().forEach(path -> arguments.add(layout.sharedRoot() + "/" + path));
    return problems(
        host,
        writable,
        remote
            .run(RemoteCommand.of(SCRIPT, arguments.toArray(String[]::new)).withTimeout(LIMIT))
            .output());
  }

  /** What the script's output means. Pure. */
  static List<Problem> problems(Host host, Writable writable, String printed) {
    return printed.lines().map(line -> problem(host, writable, line)).toList();
  }

  private static Problem problem(Host host, Writable writable, String line) {
    String[] words = line.split(" ", 3);
    String by = writable.by();
    return switch (words[0]) {
      case "lacks" ->
          new Problem(
              host.name(),
              "command " + words[1] + " is missing",
              "install the package acl, or layout.writable.how: group");
      case "nobody" ->
          new Problem(
              host.name(),
              "there is no %s %s".formatted(kind(writable), by),
              "layout.writable.by: the %s of the web server".formatted(kind(writable)));
      case "outsider" ->
          new Problem(
              host.name(),
              "%s does not belong to group %s".formatted(host.user(), by),
              "usermod -a -G %s %s; it counts from the next connection, some minutes later"
                  .formatted(by, host.user()));
      default ->
          new Problem(
              host.name(),
              "%s belongs to %s, so %s cannot let %s write there"
                  .formatted(words[2], words[1], host.user(), by),
              granting(host, writable, words[2]));
    };
  }

  /** What root types instead of the command that the SSH user may not run. */
  private static String granting(Host host, Writable writable, String directory) {
    String by = writable.by();
    String user = host.user();
    return switch (writable.how()) {
      case ACL ->
          "setfacl -R -m u:%1$s:rwX,u:%2$s:rwX,d:u:%1$s:rwX,d:u:%2$s:rwX %3$s"
              .formatted(by, user, directory);
      case GROUP ->
          "chgrp -R %1$s %2$s && chmod -R g+rwX %2$s && find %2$s -type d -exec chmod g+s {} +"
              .formatted(by, directory);
    };
  }

  private static String kind(Writable writable) {
    return writable.how() == Writable.How.ACL ? "user" : "group";
  }
}
