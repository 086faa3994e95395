package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.ssh.RemoteHost;
import dev.windlass.activities.ssh.SshIdentity;
import dev.windlass.activities.ssh.SshTarget;
import dev.windlass.activities.ssh.jsch.JschRemoteHosts;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.ssh.SandboxKey;
import dev.windlass.workflows.fleet.HostGroup;
import dev.windlass.workflows.fleet.InspectHosts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.SshAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real sudo, asked what it would allow to a user who may do little. */
class OpenSshRightsTest {

  private static final Host HOST = new Host("web-1", 22, "deploy", List.of("web"), null);
  private static final SshAccess SSH = new SshAccess(null, null, null);

  @TempDir private Path folder;

  @Test
  void namesWhatSudoWouldRefuseAndNothingElse() throws Exception {
    OpenSshHost.require();
    RealParts.require("sudo");
    SandboxKey login = SandboxKey.generate();
    try (OpenSshHost host = OpenSshHost.isolated(folder, "127.0.0.1", login, 16L << 20);
        JschRemoteHosts hosts =
            new JschRemoteHosts(name -> new SshIdentity.PrivateKey(login.privatePem(), null))) {
      allowLittle();
      RemoteHost remote = hosts.open(target(host));

      assertThat(
              RightsLook.at(
                  request(
                      right("root", "kill -s KILL *", null),
                      right("root", "tee {path}:1", null),
                      right("root", "kill -s TERM *", null),
                      right("root", "rm -f /etc/nginx/shop.conf", "/srv/deploy"),
                      right("root", "rm -f /etc/nginx/shop.conf", "/etc/nginx"),
                      right(null, "", "/srv/deploy/new"),
                      right(null, "", "/etc/nginx"),
                      new Right("root", "id", null, List.of(), List.of("queue"))),
                  remote,
                  HOST))
          .extracting(Problem::what)
          .containsExactly(
              "deploy may not run 'kill -s TERM *' as root by sudo without a password",
              "deploy may not run 'rm -f /etc/nginx/shop.conf' as root by sudo without a password",
              "/etc/nginx is not writable for deploy");
    }
  }

  /** Rewritten in place: the host sees this very file. */
  private void allowLittle() throws IOException {
    Files.writeString(
        folder.resolve("sudoers.d/deploy"),
        """
        deploy ALL=(root) NOPASSWD: /usr/bin/kill -s KILL *
        deploy ALL=(root) NOPASSWD: /usr/bin/tee /srv/shop\\:1
        """);
  }

  private static SshTarget target(OpenSshHost host) {
    return new SshTarget(
        "web-1",
        host.address(),
        host.port(),
        "deploy",
        null,
        "deploy",
        List.of(host.knownHostsLine()));
  }

  private static Right right(@Nullable String as, String command, @Nullable String directory) {
    return new Right(as, command, directory, List.of(), List.of());
  }

  private static InspectHosts request(Right... rights) {
    return new InspectHosts(
        "shop",
        "production",
        new HostGroup(null, SSH, List.of(HOST)),
        new Layout("/srv/shop", 3, List.of()),
        0,
        InspectHosts.Mode.DEPLOY,
        List.of(),
        null,
        null,
        List.of(rights));
  }
}
