package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import java.util.List;
import org.junit.jupiter.api.Test;

class RightsLookTest {

  private static final Host HOST = new Host("web-1", 22, "deploy", List.of("web"), null);

  @Test
  void givesTheSudoersLineThatIsMissing() {
    assertThat(
            RightsLook.problems(
                HOST,
                """
                denied /usr/bin/systemctl|systemctl reload php8.2-fpm|root
                denied /usr/bin/supervisorctl|supervisorctl start shop:|root
                """))
        .containsExactly(
            new Problem(
                "web-1",
                "deploy may not run 'systemctl reload php8.2-fpm' as root by sudo without a password",
                "visudo -f /etc/sudoers.d/windlass:"
                    + " deploy ALL=(root) NOPASSWD: /usr/bin/systemctl reload php8.2-fpm"),
            new Problem(
                "web-1",
                "deploy may not run 'supervisorctl start shop:' as root by sudo without a password",
                "visudo -f /etc/sudoers.d/windlass:"
                    + " deploy ALL=(root) NOPASSWD: /usr/bin/supervisorctl start shop\\:"));
  }

  @Test
  void saysOnceThatThereIsNoSudo() {
    assertThat(RightsLook.problems(HOST, "sudo missing\nsudo missing\n"))
        .containsExactly(new Problem("web-1", "sudo is missing", "install the package sudo"));
  }

  @Test
  void saysWhatTheSshUserMayNotWriteItself() {
    assertThat(RightsLook.problems(HOST, "readonly /etc/nginx/conf.d\n"))
        .containsExactly(
            new Problem(
                "web-1",
                "/etc/nginx/conf.d is not writable for deploy",
                "balancer.as: root, or chown deploy /etc/nginx/conf.d"));
  }
}
