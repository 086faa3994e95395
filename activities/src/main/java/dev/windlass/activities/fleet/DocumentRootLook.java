package dev.windlass.activities.fleet;

import dev.windlass.activities.ssh.RemoteCommand;
import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import java.time.Duration;
import java.util.List;

/**
 * Whether nginx hands php-fpm the real path of a release. By the link, the OPcache knows two
 * releases by the same name, and gives the old code until it looks again.
 */
final class DocumentRootLook {

  private static final String SCRIPT = HostInspector.script("document-root.sh");
  private static final String ETC = "/etc/nginx";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private DocumentRootLook() {}

  /** Remarks: the proof of the release finds stale code, wherever it comes from. */
  static List<Problem> at(InspectHosts request, RemoteHost remote, Host host) {
    if (request.phpFpm() == null || !host.has(Host.WEB)) {
      return List.of();
    }
    String path = request.layout().on(host).path();
    return remarks(
        host,
        HostInspector.heard(remote, RemoteCommand.of(SCRIPT, ETC, path).withTimeout(LIMIT), host));
  }

  /** What the script's output means. Pure. */
  static List<Problem> remarks(Host host, String printed) {
    return printed
        .lines()
        .filter(line -> line.startsWith("linked "))
        .map(line -> line.substring("linked ".length()))
        .map(file ->
            new Problem(
                host.name(),
                file + " hands php-fpm $document_root: by the link, OPcache may give old code",
                "fastcgi_param SCRIPT_FILENAME $realpath_root$fastcgi_script_name; there"))
        .toList();
  }
}
